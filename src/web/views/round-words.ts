import type { Verdict } from '../../domain/disposition.js';
import type { AnswerKind } from '../../domain/explanation.js';
import type { Responsibility } from '../../domain/reason-codes.js';
import type { RoundState } from '../../review-rounds/round-states.js';
import type { Tone } from './words.js';

/** Vietnamese names of what happens in a round. */

export const VERDICT_TEXTS: Readonly<Record<Verdict, string>> = {
  recallAll: 'Thu hồi toàn bộ vốn chưa giải ngân',
  recallPart: 'Thu hồi một phần',
  keep: 'Giữ lại, chưa thu hồi',
};

export const ANSWER_TEXTS: Readonly<Record<AnswerKind, string>> = {
  willDisburseBy: 'Sẽ giải ngân',
  giveBack: 'Trả lại vốn',
  explain: 'Giải trình',
};

export const RESPONSIBILITY_TEXTS: Readonly<Record<Responsibility, string>> = {
  objective: 'Khách quan',
  subjective: 'Chủ quan',
};

export const ROUND_STATE_TEXTS: Readonly<Record<RoundState, { readonly name: string; readonly tone: Tone }>> = {
  draft: { name: 'Bản nháp', tone: 'plain' },
  open: { name: 'Đang mở', tone: 'info' },
  explanations: { name: 'Đang lấy giải trình', tone: 'info' },
  decided: { name: 'Đã có kết luận', tone: 'warn' },
  issued: { name: 'Đã ban hành', tone: 'ok' },
  superseded: { name: 'Đã được thay thế', tone: 'bad' },
};
