import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanText, fold, nameKey } from '../../src/domain/vietnamese-text.js';

describe('clean text', () => {
  it('is NFC, with odd spaces made plain and the accents kept', () => {
    expect(cleanText(' Kế hoạch\r\n vốn\u00a0đầu\u200btư '.normalize('NFD'))).toBe('Kế hoạch vốn đầu tư');
  });
});

describe('folded text', () => {
  it('has no accents, and d for đ and its look-alike Ð', () => {
    expect(fold('Đường Mường Ét')).toBe('duong muong et');
    expect(fold('Ðường')).toBe('duong');
    expect(fold('NƯỚC SẠCH'.normalize('NFD'))).toBe('nuoc sach');
  });
});

describe('the key of a name', () => {
  it.each([
    ['Đường Tà Hộc - Nà Bó', 'đường  tà hộc – nà bó'],
    ['Trung tâm văn hoá', 'Trung tâm văn hóa'],
    ['Thuỷ lợi Phiêng Khoài', 'Thủy lợi Phiêng Khoài'],
    ['Trường THCS Lí Tự Trọng', 'Trường THCS Lý Tự Trọng'],
    ['Quĩ đất Nà Sản', 'Quỹ đất Nà Sản'],
    ['Hồ chứa nước Lái Bay, H. Thuận Châu', 'Hồ chứa nước Lái Bay, huyện Thuận Châu'],
    ['Kè suối Nậm La, TP. Sơn La', 'Kè suối Nậm La, thành phố Sơn La'],
    ['Kè suối Nậm La, TP Sơn La', 'Kè suối Nậm La, thành phố Sơn La'],
    ['Trạm y tế TT. Ít Ong', 'Trạm y tế thị trấn Ít Ong'],
    ['Ban QLDA ĐTXD các CT giao thông', 'Ban Quản lý dự án đầu tư xây dựng các công trình giao thông'],
    ['BQLDA huyện Mai Sơn', 'Ban QLDA huyện Mai Sơn'],
    ['UBND huyện Mai Sơn', 'Ủy ban nhân dân huyện Mai Sơn'],
    ['Sở NN&PTNT', 'Sở Nông nghiệp và Phát triển nông thôn'],
    ['Cầu bản Cang (giai đoạn 2)', 'Cầu bản Cang - Giai đoạn 2'],
    ['Đường vào bản Ðông', 'Đường vào bản Đông'],
  ])('is one for "%s" and "%s"', (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b));
    expect(nameKey(a.normalize('NFD'))).toBe(nameKey(b));
  });

  it.each([
    ['Cầu Mường Bú', 'Cầu Mường Bu'],
    ['Cầu bản Cang (giai đoạn 1)', 'Cầu bản Cang (giai đoạn 2)'],
    ['Trường tiểu học Nậm Ét', 'Trường tiểu học Nặm Ét'],
    ['Đường Tà Hộc', 'Đường Tà Hộc - Nà Bó'],
    ['Bản Tui', 'Bản Tuy'],
  ])('tells "%s" from "%s"', (a, b) => expect(nameKey(a)).not.toBe(nameKey(b)));

  it('does not change when it is made again, nor with spaces and case around it', () => {
    const words = fc.constantFrom('Đường', 'tà', 'HỘC', 'Mường', 'Bú', 'lí', 'hoá', 'xã', 'THCS', '2', 'huyện', 'quý');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (list) => {
        const name = list.join(' ');
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
        expect(nameKey(`  ${list.join(' \n ').toUpperCase()} `)).toBe(nameKey(name));
      }),
    );
  });
});
