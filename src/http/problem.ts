import { refusalStatus, refusalText, type Language } from './refusal-catalogue.js';
import type { Refusal } from './refusal.js';

/** RFC 9457 problem document. */
export interface Problem {
  readonly type: string;
  /** short, the same for every occurrence of the code */
  readonly title: string;
  readonly status: number;
  /** stable */
  readonly code: string;
  /** what was seen and what to do, in the caller's language */
  readonly detail: string;
  /** address that was asked for */
  readonly instance: string;
}

const TITLES: Record<Language, Record<number, string>> = {
  vi: {
    400: 'Yêu cầu chưa đúng',
    403: 'Không được phép',
    404: 'Không tìm thấy',
    405: 'Thao tác không được nhận',
    409: 'Trái với số liệu đang có',
    412: 'Đã có người sửa trước',
    413: 'Quá lớn',
    415: 'Sai dạng nội dung',
    421: 'Sai tên máy',
    422: 'Chưa thực hiện được',
    500: 'Sự cố',
    503: 'Tạm thời không phục vụ được',
  },
  en: {
    400: 'Bad request',
    403: 'Forbidden',
    404: 'Not found',
    405: 'Method not allowed',
    409: 'Conflict',
    412: 'Precondition failed',
    413: 'Content too large',
    415: 'Unsupported media type',
    421: 'Misdirected request',
    422: 'Unprocessable content',
    500: 'Internal error',
    503: 'Service unavailable',
  },
};

/** The problem document of a refusal. */
export function toProblem(refusal: Refusal, instance: string, language: Language): Problem {
  const status = refusalStatus(refusal.code);
  return {
    type: 'about:blank',
    title: TITLES[language][status] ?? String(status),
    status,
    code: refusal.code,
    detail: refusalText(refusal, language),
    instance,
  };
}

/** English where the caller prefers it to Vietnamese (`Accept-Language`), else Vietnamese. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find((value) => value !== undefined);
      return { tag: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => (tag === 'vi' || tag === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted[0]?.tag === 'en' ? 'en' : 'vi';
}
