/** The agency in whose name papers are printed and pages are shown. */
export interface Letterhead {
  /** above the agency, capitals: `UBND TỈNH SƠN LA` */
  readonly parentAgency: string;
  /** as in the head of a paper, capitals: `SỞ TÀI CHÍNH` */
  readonly agency: string;
  /** as inside a sentence: `Sở Tài chính` */
  readonly agencyInText: string;
  /** in the number of a paper: `STC` in `/TTr-STC` */
  readonly abbreviation: string;
  /** `tỉnh Sơn La` */
  readonly provinceInText: string;
  /** place of signing: `Sơn La` */
  readonly place: string;
  /** `GIÁM ĐỐC` */
  readonly signatoryTitle: string;
  /** empty where the name is written by hand */
  readonly signatoryName: string;
}

/** In the order in which they are asked for. */
export const LETTERHEAD_FIELDS = [
  'parentAgency',
  'agency',
  'agencyInText',
  'abbreviation',
  'provinceInText',
  'place',
  'signatoryTitle',
  'signatoryName',
] as const satisfies readonly (keyof Letterhead)[];

/** Since 1/3/2025 the planning department's tasks are the finance department's (domain handbook 9.1). */
export const SHIPPED_LETTERHEAD: Letterhead = {
  parentAgency: 'UBND TỈNH SƠN LA',
  agency: 'SỞ TÀI CHÍNH',
  agencyInText: 'Sở Tài chính',
  abbreviation: 'STC',
  provinceInText: 'tỉnh Sơn La',
  place: 'Sơn La',
  signatoryTitle: 'GIÁM ĐỐC',
  signatoryName: '',
};
