import type { LocalDate } from './local-date.js';
import { fold } from './vietnamese-text.js';

export type PlaceKind = 'tỉnh' | 'thành phố' | 'thị xã' | 'huyện' | 'phường' | 'xã';

/**
 * A place of the province with the days on which it exists (both inclusive, null = open). Codes are text (leading zero) and name
 * a place only together with the day: several commune codes were given to other communes on 1/7/2025.
 */
export interface Place {
  readonly code: string;
  readonly kind: PlaceKind;
  readonly name: string;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  /** code of the district that the place belongs to, or that its area belonged to before 1/7/2025; null for districts */
  readonly district: string | null;
  /** names of the communes that were merged into it, null where the handbook does not list them */
  readonly formedFrom: readonly string[] | null;
}

/** Districts were abolished on 1/7/2025: the as-of day of round 1 (30/6) is their last. */
const LAST_DISTRICT_DAY: LocalDate = '2025-06-30';
const FIRST_COMMUNE_DAY: LocalDate = '2025-07-01';

const district = (
  code: string,
  kind: PlaceKind,
  name: string,
  validFrom: LocalDate | null = null,
  validTo: LocalDate = LAST_DISTRICT_DAY,
): Place => ({ code, kind, name, validFrom, validTo, district: null, formedFrom: null });

export const DISTRICTS: readonly Place[] = [
  district('116', 'thành phố', 'Sơn La'),
  district('118', 'huyện', 'Quỳnh Nhai'),
  district('119', 'huyện', 'Thuận Châu'),
  district('120', 'huyện', 'Mường La'),
  district('121', 'huyện', 'Bắc Yên'),
  district('122', 'huyện', 'Phù Yên'),
  district('123', 'huyện', 'Mộc Châu', null, '2024-12-31'),
  // The town replaced the district at the end of 2024, after the medium-term plan was made.
  district('123', 'thị xã', 'Mộc Châu', '2025-01-01'),
  district('124', 'huyện', 'Yên Châu'),
  district('125', 'huyện', 'Mai Sơn'),
  district('126', 'huyện', 'Sông Mã'),
  district('127', 'huyện', 'Sốp Cộp'),
  district('128', 'huyện', 'Vân Hồ'),
];

type CommuneRow = readonly [string, 'phường' | 'xã', string, string, readonly string[] | null];

/** The 75 units from 1/7/2025: code, kind, name, district of the area before, communes merged where known. */
const COMMUNE_ROWS: readonly CommuneRow[] = [
  ['03646', 'phường', 'Tô Hiệu', '116', ['Quyết Thắng', 'Quyết Tâm', 'Chiềng Lề', 'Tô Hiệu']],
  ['03664', 'phường', 'Chiềng An', '116', ['Chiềng An', 'Chiềng Xôm', 'Chiềng Đen']],
  ['03670', 'phường', 'Chiềng Cơi', '116', ['Chiềng Cơi', 'Hua La', 'Chiềng Cọ']],
  ['03679', 'phường', 'Chiềng Sinh', '116', ['Chiềng Sinh', 'Chiềng Ngần']],
  ['03688', 'xã', 'Mường Chiên', '118', null],
  ['03694', 'xã', 'Mường Giôn', '118', null],
  ['03703', 'xã', 'Quỳnh Nhai', '118', ['Thị trấn Mường Giàng', 'Chiềng Bằng', 'Chiềng Khoang', 'Chiềng Ơn']],
  ['03712', 'xã', 'Mường Sại', '118', null],
  ['03721', 'xã', 'Thuận Châu', '119', ['Thị trấn Thuận Châu', 'Phổng Ly', 'Thôm Mòn', 'Tông Lạnh', 'Chiềng Pấc']],
  ['03724', 'xã', 'Bình Thuận', '119', ['Phổng Lái', 'Chiềng Pha']],
  ['03727', 'xã', 'Mường É', '119', null],
  ['03754', 'xã', 'Chiềng La', '119', null],
  ['03757', 'xã', 'Mường Khiêng', '119', null],
  ['03760', 'xã', 'Mường Bám', '119', ['Mường Bám']],
  ['03763', 'xã', 'Long Hẹ', '119', null],
  ['03781', 'xã', 'Co Mạ', '119', null],
  ['03784', 'xã', 'Nậm Lầu', '119', null],
  ['03799', 'xã', 'Muổi Nọi', '119', null],
  [
    '03808',
    'xã',
    'Mường La',
    '120',
    ['Thị trấn Ít Ong', 'Nặm Păm', 'Chiềng San', 'Chiềng Muôn', 'Mường Trai', 'Pi Toong'],
  ],
  ['03814', 'xã', 'Chiềng Lao', '120', null],
  ['03820', 'xã', 'Ngọc Chiến', '120', ['Ngọc Chiến']],
  ['03847', 'xã', 'Mường Bú', '120', null],
  ['03850', 'xã', 'Chiềng Hoa', '120', null],
  ['03856', 'xã', 'Bắc Yên', '121', null],
  ['03862', 'xã', 'Xím Vàng', '121', null],
  ['03868', 'xã', 'Tà Xùa', '121', null],
  ['03871', 'xã', 'Pắc Ngà', '121', null],
  ['03880', 'xã', 'Tạ Khoa', '121', null],
  ['03892', 'xã', 'Chiềng Sại', '121', null],
  ['03901', 'xã', 'Suối Tọ', '122', ['Suối Tọ']],
  ['03907', 'xã', 'Mường Cơi', '122', null],
  ['03910', 'xã', 'Phù Yên', '122', null],
  ['03922', 'xã', 'Gia Phù', '122', null],
  ['03943', 'xã', 'Mường Bang', '122', null],
  ['03958', 'xã', 'Tường Hạ', '122', null],
  ['03961', 'xã', 'Kim Bon', '122', null],
  ['03970', 'xã', 'Tân Phong', '122', null],
  ['03979', 'phường', 'Mộc Sơn', '123', null],
  ['03980', 'phường', 'Mộc Châu', '123', ['Mộc Lỵ', 'Mường Sang', 'Chiềng Hắc']],
  ['03982', 'phường', 'Thảo Nguyên', '123', null],
  ['03985', 'xã', 'Chiềng Sơn', '123', null],
  ['03997', 'xã', 'Tân Yên', '123', ['Tân Yên']],
  ['04000', 'xã', 'Đoàn Kết', '123', null],
  ['04006', 'xã', 'Song Khủa', '128', null],
  ['04018', 'xã', 'Tô Múa', '128', null],
  ['04033', 'phường', 'Vân Sơn', '123', null],
  ['04045', 'xã', 'Lóng Sập', '123', null],
  ['04048', 'xã', 'Vân Hồ', '128', ['Lóng Luông', 'Chiềng Yên', 'Mường Men', 'Vân Hồ']],
  ['04057', 'xã', 'Xuân Nha', '128', null],
  ['04075', 'xã', 'Yên Châu', '124', null],
  ['04078', 'xã', 'Chiềng Hặc', '124', null],
  ['04087', 'xã', 'Yên Sơn', '124', null],
  ['04096', 'xã', 'Lóng Phiêng', '124', null],
  ['04099', 'xã', 'Phiêng Khoài', '124', ['Phiêng Khoài']],
  ['04105', 'xã', 'Mai Sơn', '125', ['Thị trấn Hát Lót', 'Hát Lót', 'Cò Nòi']],
  ['04108', 'xã', 'Chiềng Sung', '125', null],
  ['04117', 'xã', 'Mường Chanh', '125', null],
  ['04123', 'xã', 'Chiềng Mung', '125', ['Mường Bằng', 'Mường Bon', 'Chiềng Mung']],
  ['04132', 'xã', 'Chiềng Mai', '125', null],
  ['04136', 'xã', 'Tà Hộc', '125', null],
  ['04144', 'xã', 'Phiêng Cằm', '125', null],
  ['04159', 'xã', 'Phiêng Pằn', '125', null],
  ['04168', 'xã', 'Sông Mã', '126', null],
  ['04171', 'xã', 'Bó Sinh', '126', null],
  ['04183', 'xã', 'Mường Lầm', '126', null],
  ['04186', 'xã', 'Nậm Ty', '126', null],
  ['04195', 'xã', 'Chiềng Sơ', '126', null],
  ['04204', 'xã', 'Chiềng Khoong', '126', null],
  ['04210', 'xã', 'Huổi Một', '126', null],
  ['04219', 'xã', 'Mường Hung', '126', null],
  ['04222', 'xã', 'Chiềng Khương', '126', null],
  ['04228', 'xã', 'Púng Bánh', '127', null],
  ['04231', 'xã', 'Sốp Cộp', '127', null],
  ['04240', 'xã', 'Mường Lèo', '127', ['Mường Lèo']],
  ['04246', 'xã', 'Mường Lạn', '127', ['Mường Lạn']],
];

export const COMMUNES: readonly Place[] = COMMUNE_ROWS.map(([code, kind, name, before, formedFrom]) => ({
  code,
  kind,
  name,
  validFrom: FIRST_COMMUNE_DAY,
  validTo: null,
  district: before,
  formedFrom,
}));

const PLACES: readonly Place[] = [...DISTRICTS, ...COMMUNES];

/** True where the place exists on the day. */
export function existsOn(place: Place, day: LocalDate): boolean {
  return (place.validFrom === null || place.validFrom <= day) && (place.validTo === null || day <= place.validTo);
}

const KINDS: readonly (readonly [RegExp, PlaceKind])[] = [
  [/^(?:thanh pho|tp\.?)\s+/u, 'thành phố'],
  [/^(?:thi xa|tx\.?)\s+/u, 'thị xã'],
  [/^(?:huyen|h\.)\s*/u, 'huyện'],
  [/^(?:phuong|p\.)\s*/u, 'phường'],
  [/^(?:xa|x\.)\s*/u, 'xã'],
];

/** Names and kinds, folded, so that `H. Mai Sơn`, `huyện Mai Sơn` and `Mai Sơn` are understood. */
function partsOf(text: string): { kind: PlaceKind | null; key: string } {
  const folded = fold(text).replace(/\s*[:.,;]\s*$/u, '');
  for (const [pattern, kind] of KINDS) {
    if (pattern.test(folded)) return { kind, key: folded.replace(pattern, '') };
  }
  return { kind: null, key: folded };
}

const byKey = new Map<string, Place[]>();
for (const place of PLACES) {
  const key = fold(place.name);
  byKey.set(key, [...(byKey.get(key) ?? []), place]);
}

/**
 * Every place that a text may mean on a day. `Mai Sơn` alone means the district before 1/7/2025 and the commune after; without a day
 * both. Spelling variants of accents (`Nậm Ét`, `Nặm Ét`) mean the same; where two names differ only by accents the exact one wins.
 */
export function placesNamed(text: string, day: LocalDate | null): Place[] {
  const { kind, key } = partsOf(text);
  const found = (byKey.get(key) ?? []).filter(
    (place) => (kind === null || place.kind === kind) && (day === null || existsOn(place, day)),
  );
  const exact = found.filter((place) => text.normalize('NFC').toLowerCase().endsWith(place.name.toLowerCase()));
  return exact.length > 0 ? exact : found;
}

/** The communes that took over the area of a district (by its code) on 1/7/2025. */
export function successorsOfDistrict(code: string): Place[] {
  return COMMUNES.filter((commune) => commune.district === code);
}

/** The place that a code means on a day; null where none does. */
export function placeByCode(code: string, day: LocalDate): Place | null {
  return PLACES.find((place) => place.code === code && existsOn(place, day)) ?? null;
}

/** The communes of today that a commune of before 1/7/2025 became part of, as far as the handbook lists mergers. */
export function communesFormedFrom(name: string): Place[] {
  const { key } = partsOf(name);
  return COMMUNES.filter((commune) => commune.formedFrom?.some((former) => partsOf(former).key === key) ?? false);
}

/** True for a heading that is nothing but a place: `Huyện Mai Sơn`, `Thành phố Sơn La`, `Xã Chiềng Hặc`, `Mai Sơn`. */
export function isPlaceHeading(text: string): boolean {
  const { kind, key } = partsOf(text);
  if (byKey.has(key)) return true;
  return kind !== null && key !== '' && key !== 'hoi' && key.split(' ').length <= 4;
}
