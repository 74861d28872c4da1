import { cleanText, fold } from '../../../domain/vietnamese-text.js';
import type { FundingSourceCode, ProjectStatus } from '../../../domain/words.js';
import { isPlaceHeading } from '../../../domain/places.js';
import { sourceOfHeading } from './sources.js';
import { afterOfWhich } from './wording.js';

/** What a heading tells of the rows below it; every part null where it tells nothing of the kind. */
export interface HeadingMeaning {
  readonly source: FundingSourceCode | null;
  readonly sector: string | null;
  readonly status: ProjectStatus | null;
  readonly investor: string | null;
  readonly location: string | null;
}

/** Meaning of a heading's text (texts of domain handbook 2.2). */
export function headingMeaning(text: string): HeadingMeaning {
  const name = cleanText(afterOfWhich(text)).replace(/\s*[:.]\s*$/u, '');
  const folded = fold(name);
  const status = statusOf(folded);
  const sector = SECTOR.test(folded.replace(SECTOR_WORD, '')) ? name : null;
  const investor = sector === null && INVESTOR.test(name) ? name.replace(/^chủ đầu tư\s*:?\s*/iu, '') : null;
  const location = sector === null && investor === null && isPlaceHeading(name) ? name : null;
  const source = investor === null && location === null && sector === null ? sourceOfHeading(name) : null;
  return { source, sector, status, investor, location };
}

export function tellsSomething(meaning: HeadingMeaning): boolean {
  return Object.values(meaning).some((part) => part !== null);
}

/**
 * Status that a text names. "Chuyển tiếp hoàn thành sau năm N" is continuing, and so is "dự kiến hoàn thành năm N": the work still
 * runs in the plan year; `completed` are those finished and handed over before it or settled.
 */
export function statusOf(folded: string): ProjectStatus | null {
  if (/chuyen tiep/u.test(folded)) return 'continuing';
  if (/khoi cong moi|mo moi/u.test(folded)) return 'new';
  if (/chuan bi dau tu/u.test(folded)) return 'preparation';
  if (/du kien hoan thanh/u.test(folded)) return 'continuing';
  return /^(?:cac |nhom )?(?:du an |cong trinh |du an,? cong trinh )?(?:da )?(?:hoan thanh|quyet toan)/u.test(folded)
    ? 'completed'
    : null;
}

/** Accents count: `Ban` manages projects, `Bản` is a village; `Bảo vệ` is no newspaper. */
const INVESTOR =
  /^(?:chủ đầu tư|ubnd|ủy ban|uỷ ban|sở|ban|công an|bộ chỉ huy|bộ ch|bch|trường|bệnh viện|trung tâm|chi cục|cục|công ty|tổng công ty|văn phòng|tỉnh ủy|tỉnh uỷ|tỉnh đoàn|báo|đài|tòa án|toà án|viện|kho bạc|hội|liên minh|đoàn)(?![\p{L}])/iu;

const SECTOR_WORD = /^(?:nganh|linh vuc)[ ,:]*(?:linh vuc)?[ :]*/u;

/** Sectors of the plan forms (NĐ 40/2020 and the lists of the annual plan): whole terms, because works begin alike (`Cấp nước sinh hoạt bản …`). */
const SECTOR_TERMS = [
  'quoc phong',
  'an ninh(?: va trat tu,? an toan xa hoi)?',
  'giao duc',
  'khoa hoc',
  'y te',
  'van hoa',
  'phat thanh',
  'the duc',
  'the thao',
  'bao ve moi truong',
  'moi truong',
  'tai nguyen',
  '(?:cac )?hoat dong kinh te(?: khac)?',
  'nong nghiep',
  'nong,? lam nghiep',
  'lam nghiep',
  'thuy loi',
  'thuy san',
  'cong nghiep',
  'giao thong(?: van tai)?',
  'khu cong nghiep',
  'khu kinh te',
  'thuong mai',
  'cap nuoc',
  'thoat nuoc',
  'kho tang',
  'du lich',
  'vien thong',
  'buu chinh',
  'cong nghe thong tin',
  'thong tin',
  'quy hoach',
  'cong trinh cong cong(?: tai cac do thi)?',
  'ha tang(?: ky thuat| do thi)*',
  'hoat dong cua (?:cac )?co quan.*',
  'quan ly nha nuoc',
  'xa hoi',
  '(?:dam bao|bao dam) xa hoi',
  'lao dong',
  'chuyen doi so',
  '(?:cac )?(?:nganh|linh vuc)(?:,? linh vuc)? khac',
];
const SECTOR = new RegExp(`^(?:${SECTOR_TERMS.join('|')})(?=$|\\s*[,;:(&-]| va )`, 'u');
