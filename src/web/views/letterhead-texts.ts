import type { Letterhead } from '../../domain/letterhead.js';

interface FieldText {
  readonly label: string;
  readonly hint: string;
  readonly example: string;
  /** characters */
  readonly longest: number;
}

/** How a page asks for each part of the letterhead. */
export const LETTERHEAD_TEXTS: Readonly<Record<keyof Letterhead, FieldText>> = {
  parentAgency: {
    label: 'Cơ quan chủ quản',
    hint: 'Dòng trên cùng bên trái, chữ in hoa',
    example: 'UBND TỈNH SƠN LA',
    longest: 200,
  },
  agency: {
    label: 'Cơ quan ban hành',
    hint: 'Dòng thứ hai bên trái, chữ in hoa',
    example: 'SỞ TÀI CHÍNH',
    longest: 200,
  },
  agencyInText: {
    label: 'Tên cơ quan trong câu',
    hint: 'Như viết trong nội dung văn bản',
    example: 'Sở Tài chính',
    longest: 200,
  },
  abbreviation: {
    label: 'Chữ viết tắt trong số văn bản',
    hint: 'Sau dấu gạch ngang của ký hiệu, ví dụ /TTr-STC',
    example: 'STC',
    longest: 30,
  },
  provinceInText: {
    label: 'Tỉnh, thành phố',
    hint: 'Như viết trong câu',
    example: 'tỉnh Sơn La',
    longest: 200,
  },
  place: { label: 'Địa danh', hint: 'Trước ngày, tháng, năm', example: 'Sơn La', longest: 100 },
  signatoryTitle: {
    label: 'Chức vụ người ký',
    hint: 'Chữ in hoa, như trên văn bản',
    example: 'GIÁM ĐỐC',
    longest: 100,
  },
  signatoryName: {
    label: 'Họ tên người ký',
    hint: 'Bỏ trống nếu ghi tay khi ký',
    example: 'Nguyễn Văn A',
    longest: 100,
  },
};
