import type { TextField } from './reading.js';

/**
 * What one caption says, by itself: a measure of money, a field of text, or nothing but a qualifier. `columns` combines the
 * captions of a path. Rules apply to canonical captions (`captions.canonical`), first match wins: the order is the knowledge.
 * Source: domain handbook 4, pieces attested in forms of layouts L1..L13.
 */
export type Measure =
  | 'totalInvestment'
  | 'mediumTerm'
  | 'accumulated'
  | 'plan'
  | 'planInitial'
  | 'planAdjusted'
  | 'decrease'
  | 'increase'
  | 'adjustment'
  | 'disbursed'
  | 'disbursedFromStart'
  | 'disbursedMonth'
  | 'cumulative'
  | 'advance'
  | 'completedVolume'
  | 'volume'
  | 'volumeUnpaid'
  | 'demand'
  | 'estimate'
  | 'remaining'
  | 'advanceRecovery'
  | 'debtPayment'
  | 'ofWhich'
  | 'settlement';

export type Said =
  | { readonly kind: 'measure'; readonly measure: Measure; readonly confidence: number }
  | { readonly kind: 'text'; readonly field: TextField; readonly confidence: number };

interface Rule {
  readonly says: Measure | `text:${TextField}`;
  readonly when: RegExp;
  readonly unless?: RegExp;
  readonly confidence: number;
}

const rule = (says: Rule['says'], when: RegExp, confidence = 0.95, unless?: RegExp): Rule => ({
  says,
  when,
  confidence,
  ...(unless === undefined ? {} : { unless }),
});

const PAID = /giai ngan|thanh toan|cap phat|da chi\b|chi tra/;
const FROM_START = /\btu (?:khi )?khoi cong\b|\btu (?:khi )?khoi cong\b/;

const TEXT_RULES: readonly Rule[] = [
  rule('text:mark', /^(?:stt|so tt|tt|so thu tu|#|thu tu)$/, 0.99),
  rule('text:ignored', /^dia diem mo tai khoan|^tai khoan|^so tai khoan|^noi mo tai khoan/, 0.95),
  rule('text:sourceCode', /^ma (?:so )?(?:nguon|nguon von|tinh chat nguon.*)$/, 0.95),
  rule(
    'text:code',
    /^ma (?:so )?(?:du an|cong trinh)(?: dau tu.*| do so tai chinh cap| cong trinh| tabmis)?$|^ma tabmis$|^ma so(?: da)?$/,
    0.98,
  ),
  rule('text:ignored', /^ma\b|^(?:chuong|loai khoan|loai|khoan|muc|tieu muc|cap ns|cap ngan sach)$/, 0.9),
  rule('text:planYear', /^nien do(?: ke hoach von| ke hoach| ngan sach)?$|^nam ke hoach von?$/, 0.95),
  rule('text:planKind', /^loai (?:ke hoach von|ke hoach|von ke hoach)\b/, 0.95),
  rule('text:name', /^(?:ten |danh muc )(?:.*\b)?(?:du an|cong trinh|nhiem vu|hang muc|tieu du an)\b.*$/, 0.98),
  rule(
    'text:name',
    /^(?:danh muc|du an|cong trinh|du an cong trinh|cong trinh du an|noi dung|noi dung danh muc|nguon von danh muc du an|ten danh muc)$/,
    0.95,
  ),
  rule(
    'text:name',
    /^(?:noi dung|nguon von|don vi|chuong trinh)\b.*\b(?:danh muc|du an|noi dung)\b.*$/,
    0.85,
    /noi dung (?:cac )?cong viec/,
  ),
  rule(
    'text:ignored',
    /^chu dau tu cu$|^quyet dinh chuyen chu dau tu|^cap quyet dinh|^ke toan$|^phong du an$|^dien thoai|^nguoi (?:lap|theo doi)|^nha tai tro|^ngay (?:ky )?hiep dinh/,
    0.9,
  ),
  rule(
    'text:investor',
    /^(?:(?:ten )?chu dau tu|don vi thuc hien|(?:co quan|don vi) (?:chu )?quan ly(?: chu dau tu)?|co quan quan ly chu dau tu|dau moi giao ke hoach|don vi (?:duoc )?(?:giao|su dung) (?:von|ke hoach)|don vi chu dau tu|chu dau tu .*|dai dien chu dau tu)$/,
    0.95,
  ),
  rule(
    'text:location',
    /^dia diem(?: xay dung| thuc hien| dau tu| du an)?$|^dia ban(?: .*)?$|^noi xay dung|^dia diem .*xay dung/,
    0.95,
  ),
  rule('text:group', /^nhom(?: du an.*| cong trinh)?$|^loai (?:ct|cong trinh)$|^khoi du an$|^loai du an$/, 0.95),
  rule('text:capacity', /^nang luc(?: thiet ke)?|^quy mo/, 0.95),
  rule('text:ignored', /^hoan thanh$/, 0.8),
  rule(
    'text:period',
    /^thoi gian\b(?:.*\b(?:khoi cong|hoan thanh|thuc hien|thi cong))?|^(?:nam )?khoi cong(?: nam)?(?: hoan thanh)?\b(?! den)|^tien do thuc hien du an$/,
    0.95,
    PAID,
  ),
  rule('text:source', /^(?:ten )?nguon von(?: dau tu)?$|^(?:nguon|loai nguon von|co cau nguon von)$/, 0.95),
  rule('text:status', /^(?:tinh chat|phan loai|loai hinh|tinh trang|trang thai)(?: du an)?$/, 0.9),
  rule('text:sector', /^(?:nganh|linh vuc|nganh linh vuc|linh vuc dau tu)(?: .{0,20})?$/, 0.9),
  rule('text:reason', /^(?:ly do|nguyen nhan|kho khan|vuong mac|ton tai|giai trinh)\b/, 0.95),
  rule(
    'text:note',
    /^(?:ghi chu|tinh hinh thuc hien(?: du an)?|tinh trang hien tai|de xuat xu ly|kien nghi|giai phap|hien trang|phuong an xu ly|de xuat)(?: .*)?$/,
    0.95,
    /\bbo sung\b|giai ngan (?:von|ke hoach)|ke hoach (?:von|nam)/,
  ),
  rule('text:note', /^noi dung (?:cac )?cong viec|^ke hoach thuc hien .*(?:thang con lai|cong viec)/, 0.9),
  rule('text:rate', /\bty le\b|(?:^| )%(?: |$)|^so sanh\b|^dat$/, 0.95),
  rule('text:foreignCurrency', /\bngoai te\b|\bnguyen te\b|\b(?:usd|eur|jpy|euro|yen)\b/, 0.95, /quy doi/),
];

const MONEY_RULES: readonly Rule[] = [
  rule(
    'estimate',
    /\buoc\b|\bkha nang (?:giai ngan|thuc hien)|\bdu kien (?:giai ngan|thanh toan)|\bcam ket giai ngan/,
    0.95,
  ),
  rule(
    'volumeUnpaid',
    /(?:khoi luong|nghiem thu).*\bchua\b.*(?:thanh toan|giai ngan|bo tri|von)|^(?:cong no|no khoi luong)\b|^so no\b/,
    0.95,
  ),
  rule('demand', /\bnhu cau\b|\bde (?:nghi|xuat) (?:bo sung|tang|bo tri)|\bbo sung de nghi\b|\bvon de nghi\b/, 0.95),
  rule(
    'ofWhich',
    /\bnop dieu chinh giam\b|\bcua phan von tam ung\b|\brieng nam truoc\b|\bkeo dai (?:thoi gian .*)?sang nam sau\b|^trong do (?:\w+ )?da (?:giao|bo tri|phan bo)\b|\bchuyen nam sau\b|\bquyet toan trong nam\b|\btiep tuc duoc phep keo dai\b|\bduoc phep keo dai tiep\b/,
    0.9,
  ),
  rule('ofWhich', /\bthu hoi (?:von )?tam ung\b/, 0.9),
  rule('advanceRecovery', /\bthu hoi\b.*\bung truoc\b|\bhoan (?:tra )?ung truoc\b|\bhoan ung\b/, 0.95),
  rule('debtPayment', /\bthanh toan (?:cac khoan )?no\b|\btra no\b/, 0.95),
  rule('volumeUnpaid', /\bno (?:dong )?(?:xdcb|xay dung co ban)\b|^no dong\b|\bcong no\b/, 0.85),
  rule(
    'ofWhich',
    /^(?:von )?chuan bi dau tu$|^chuan bi du an$|^(?:von )?thuc hien (?:du an|dau tu)$|^giai phong mat bang$|^gpmb$/,
    0.85,
  ),
  rule(
    'totalInvestment',
    /\btong muc (?:dau tu|dt|von)\b|\btong von dau tu\b|\btong du toan\b|\btmdt\b|\btong muc dau tu\b/,
    0.97,
  ),
  rule('planAdjusted', /\bsau (?:khi )?dieu chinh\b|\bke hoach hien (?:tai|nay|hanh)\b|\bda dieu chinh\b/, 0.95),
  rule('planInitial', /\btruoc (?:khi )?dieu chinh\b/, 0.95),
  rule(
    'decrease',
    /\bdieu chinh giam\b|^giam\b|\b(?:so|von|ke hoach)(?: von)?(?: de nghi)? (?:giam|thu hoi|cat giam)\b|^thu hoi(?: von)?$/,
    0.95,
  ),
  rule(
    'increase',
    /\bdieu chinh tang\b|^tang\b|\b(?:so|von|ke hoach)(?: von)?(?: de nghi)? (?:tang|bo sung)\b|^bo sung(?: von)?$/,
    0.95,
  ),
  rule('adjustment', /^(?:so )?dieu chinh\b|^dieu chinh\b|\bdieu chinh bo sung\b|\bdieu chinh ke hoach\b/, 0.8),
  rule(
    'settlement',
    /^ke hoach (?:von )?va (?:thanh toan|giai ngan)\b|^(?:tinh hinh )?(?:thuc hien|giao) va giai ngan\b/,
    0.8,
  ),
  rule('remaining', /\bcon lai\b|\bchua (?:giai ngan|thanh toan)\b|\bhuy bo\b|\bchua phan bo\b/, 0.9),
  rule(
    'completedVolume',
    /\bthanh toan (?:cho )?(?:gia tri )?khoi luong(?: hoan thanh)?\b|^khoi luong hoan thanh$|\bvon thanh toan khoi luong hoan thanh\b/,
    0.95,
    FROM_START,
  ),
  rule('advance', /\btam ung\b/, 0.95, /\bung truoc\b|khoi luong|tu khoi cong/),
  rule(
    'volume',
    /\bkhoi luong\b|\bnghiem thu\b|\bgia tri thuc hien\b/,
    0.93,
    /^(?:giai ngan|thanh toan|luy ke (?:giai ngan|thanh toan))/,
  ),
  rule('disbursedMonth', /^rieng (?:trong )?thang\b|^trong thang\b|^thang (?:bao cao|nay)\b/, 0.9),
  rule('disbursedFromStart', new RegExp(`(?=.*(?:${PAID.source}))(?=.*(?:${FROM_START.source}))`), 0.97),
  rule(
    'disbursedFromStart',
    /(?=.*\b(?:luy ke|da)\b)(?=.*(?:giai ngan|thanh toan))(?=.*\b(?:den )?het nam truoc\b)/,
    0.9,
  ),
  rule(
    'disbursedMonth',
    /(?=.*(?:giai ngan|thanh toan))(?=.*\b(?:trong thang|rieng thang|thang nay|thang bao cao|thang \d))/,
    0.95,
    /\bluy ke\b|\bden (?:het |cuoi |ngay )?(?:cuoi )?(?:\d+ )*thang\b|\btu dau nam\b|\bden\b/,
  ),
  rule('disbursed', PAID, 0.93, /^ke hoach\b.*\b(?:chua|de)\b/),
  rule('accumulated', /(?=.*\bluy ke\b)(?=.*\b(?:bo tri|cap von|ke hoach|von da giao|von duoc giao|giao)\b)/, 0.95),
  rule(
    'accumulated',
    /\b(?:da|von) bo tri (?:den |het )|\bvon da bo tri\b|\bda bo tri\b|\bvon bo tri het\b|\bda cap den\b/,
    0.93,
  ),
  rule('mediumTerm', /\btrung han\b|\bgiai doan (?:5 nam )?20\d\d(?: |$)/, 0.95),
  rule(
    'planInitial',
    /(?=.*\b(?:ke hoach|von|du toan)\b)(?=.*\b(?:da giao|duoc giao|dau nam|giao dau nam|ban dau)\b)/,
    0.93,
    /\bcac nam\b/,
  ),
  rule('plan', /^von (?:keo dai|chuyen nguon)\b/, 0.9),
  rule(
    'plan',
    /\bke hoach\b|\bdu toan\b|\bvon giao\b|\bkinh phi (?:duoc )?(?:su dung|giao)\b|\bnguon kinh phi\b/,
    0.93,
    /\bbao cao\b|^thuc hien\b/,
  ),
  rule('cumulative', /^(?:so )?luy ke(?: tu dau nam.*| den .*| trong nam| ca nam)?$/, 0.7),
];

/** Captions that only stand between a measure and its parts. */
const NEUTRAL =
  /^(?:tong so|tong cong|tong|cong|tong so von|tong von|so tien|gia tri|von|so von|trong do|bao gom|gom|chia ra|chi tiet|kinh phi|trieu dong|ty dong|dong|nghin dong|tong so tat ca cac nguon von|(?:nam |)20\d\d|nam nay|nam ke hoach|giai doan|tong so giai doan|quy doi.*|(?:phan |chia )?theo (?:tung )?nguon von|cac nguon von|nguon von|trong nam|thuc hien|so lieu|)$/;

/** What a canonical caption says; null for neutral captions, sources and unknown ones. */
export function saidBy(caption: string): Said | null {
  for (const { says, when, unless, confidence } of RULES) {
    if (!when.test(caption) || unless?.test(caption) === true) continue;
    if (says.startsWith('text:')) return { kind: 'text', field: says.slice(5) as TextField, confidence };
    return { kind: 'measure', measure: says as Measure, confidence };
  }
  return null;
}
const RULES: readonly Rule[] = [...TEXT_RULES, ...MONEY_RULES];

export function isNeutral(caption: string): boolean {
  return NEUTRAL.test(caption);
}

/** `tổng số`, `cộng`: the column is the whole of its group. */
export function isWhole(caption: string): boolean {
  return /^(?:tong so|tong cong|tong|cong|tong so von|tong von)(?: tat ca cac nguon von)?$/.test(caption);
}

/** The investment decision as a group caption or a column of numbers and days. */
export function isDecision(caption: string): boolean {
  return /^(?:thong tin )?(?:cac )?(?:quyet dinh|chu truong dau tu|nghi quyet|so quyet dinh)\b/.test(caption);
}

/** Number and day of a decision: `Số QĐ, ngày tháng năm`, `CQ duyệt, số, ngày tháng`. */
export function isDecisionText(caption: string): boolean {
  return /\bso (?:quyet dinh|nq|ngay|van ban)\b|^so\b.*\bngay\b|\bngay thang\b|^so$|\bcq duyet\b|\bco quan (?:duyet|ban hanh)\b|^ngay(?: ban hanh)?$/.test(
    caption,
  );
}

/** The caption is about capital carried over from earlier years. */
export function isCarriedOver(caption: string): boolean {
  return /\bkeo dai\b|\bchuyen nguon\b|\bnam truoc (?:duoc )?chuyen sang\b|\bcac nam truoc chuyen\b/.test(caption);
}

/** The caption names this year's plan beside the carried-over one: a sum of both unless its parts are printed. */
export function isBothPlans(caption: string): boolean {
  return (
    isCarriedOver(caption) &&
    /\b(?:va|bao gom ca|bao gom|gom ca|ca|cong)\b/.test(caption) &&
    /\b(?:ke hoach|von)(?: von)? (?:dau tu cong )?nam 20\d\d\b.*\b(?:va|gom|ca)\b|\bbao gom\b|\bgom ca\b/.test(caption)
  );
}
