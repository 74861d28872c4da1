/** Real places and offices of Sơn La before 1/7/2025; the projects made of them are invented. */
export const DISTRICTS: readonly { readonly name: string; readonly communes: readonly string[] }[] = [
  { name: 'Quỳnh Nhai', communes: ['Mường Giàng', 'Chiềng Khoang', 'Mường Giôn', 'Cà Nàng', 'Nặm Ét'] },
  { name: 'Thuận Châu', communes: ['Phổng Lái', 'Tông Lạnh', 'Co Mạ', 'Long Hẹ', 'Mường Khiêng', 'Noong Lay'] },
  { name: 'Mường La', communes: ['Ngọc Chiến', 'Chiềng Lao', 'Mường Bú', 'Pi Toong', 'Nặm Păm'] },
  { name: 'Bắc Yên', communes: ['Tà Xùa', 'Xím Vàng', 'Pắc Ngà', 'Tạ Khoa', 'Chiềng Sại'] },
  { name: 'Phù Yên', communes: ['Mường Cơi', 'Gia Phù', 'Suối Tọ', 'Tân Phong', 'Kim Bon'] },
  { name: 'Yên Châu', communes: ['Chiềng Hặc', 'Phiêng Khoài', 'Lóng Phiêng', 'Yên Sơn'] },
  { name: 'Mai Sơn', communes: ['Tà Hộc', 'Nà Bó', 'Chiềng Mung', 'Phiêng Cằm', 'Cò Nòi', 'Hát Lót'] },
  { name: 'Sông Mã', communes: ['Chiềng Khương', 'Nậm Ty', 'Mường Hung', 'Huổi Một', 'Bó Sinh'] },
  { name: 'Sốp Cộp', communes: ['Mường Lạn', 'Púng Bánh', 'Mường Lèo', 'Dồm Cang'] },
  { name: 'Vân Hồ', communes: ['Tô Múa', 'Xuân Nha', 'Song Khủa', 'Lóng Luông', 'Mường Tè'] },
];

export const PROVINCIAL_INVESTORS: readonly string[] = [
  'Ban QLDA ĐTXD các công trình giao thông tỉnh',
  'Ban QLDA ĐTXD các công trình nông nghiệp và phát triển nông thôn',
  'Ban QLDA ĐTXD các công trình dân dụng, công nghiệp và phát triển đô thị',
  'Sở Y tế',
  'Sở Giáo dục và Đào tạo',
  'Công an tỉnh',
  'Bộ Chỉ huy quân sự tỉnh',
  'Trường Cao đẳng Sơn La',
];

export interface Sector {
  readonly name: string;
  /** `{xã}` and `{huyện}` are replaced; `{n}` is a small number */
  readonly patterns: readonly string[];
}

export const SECTORS: readonly Sector[] = [
  {
    name: 'Giao thông',
    patterns: [
      'Đường giao thông từ trung tâm xã {xã} đến bản Pá Nó, huyện {huyện}',
      'Nâng cấp, cải tạo đường tỉnh 11{n} đoạn qua xã {xã}, huyện {huyện}',
      'Cầu bản Cang, xã {xã}, huyện {huyện}',
      'Đường {xã} - Nà Ớt, huyện {huyện} (giai đoạn 2)',
    ],
  },
  {
    name: 'Nông nghiệp, lâm nghiệp, thủy lợi và thủy sản',
    patterns: [
      'Hồ chứa nước bản {xã}, huyện {huyện}',
      'Kè chống sạt lở suối Nậm La, xã {xã}, huyện {huyện}',
      'Thủy lợi bản Huổi Hin, xã {xã}, huyện {huyện}',
      'Bố trí, sắp xếp ổn định dân cư vùng thiên tai bản Nong {n}, xã {xã}, huyện {huyện}',
    ],
  },
  {
    name: 'Giáo dục, đào tạo và giáo dục nghề nghiệp',
    patterns: [
      'Nhà lớp học 2 tầng {n} phòng Trường THCS {xã}, huyện {huyện}',
      'Trường PTDT bán trú Tiểu học {xã}, huyện {huyện}',
      'Trường THPT {xã}, huyện {huyện}',
    ],
  },
  {
    name: 'Y tế, dân số và gia đình',
    patterns: ['Trạm y tế xã {xã}, huyện {huyện}', 'Cải tạo, mở rộng Phòng khám đa khoa {xã}, huyện {huyện}'],
  },
  {
    name: 'Hoạt động của các cơ quan quản lý nhà nước, đơn vị sự nghiệp công lập',
    patterns: ['Trụ sở làm việc xã {xã}, huyện {huyện}', 'Nhà văn hóa xã {xã}, huyện {huyện}'],
  },
  { name: 'Cấp nước, thoát nước', patterns: ['Cấp nước sinh hoạt xã {xã}, huyện {huyện}'] },
  { name: 'Quốc phòng', patterns: ['Doanh trại Ban Chỉ huy quân sự huyện {huyện} tại xã {xã}'] },
  { name: 'An ninh và trật tự, an toàn xã hội', patterns: ['Trụ sở Công an xã {xã}, huyện {huyện}'] },
  { name: 'Văn hóa, thông tin', patterns: ['Tu bổ, tôn tạo di tích {xã}, huyện {huyện}'] },
];
