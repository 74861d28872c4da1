import { fold } from '../../domain/vietnamese-text.js';
import type { DraftColumn } from './columns.js';
import type { TableMapping } from './corrections.js';

/** The columns as the person reads them; what the reader had to say about those columns falls away. */
export function applyMapping(drafts: readonly DraftColumn[], mapping: TableMapping): void {
  for (const draft of drafts) {
    if (!Object.hasOwn(mapping.columns, draft.letter)) continue;
    const mapped = mapping.columns[draft.letter] ?? null;
    draft.field = mapped?.field ?? null;
    draft.source = mapped?.source ?? null;
    draft.reason = mapped?.reason ?? LEFT_OUT;
    draft.confidence = 1;
    draft.finding = null;
  }
}

const LEFT_OUT = 'Người nạp chọn bỏ qua cột này.';

/**
 * Keys under which the columns of a table are remembered, in the order given: the header path folded, with figures taken out so
 * that next month's and next year's captions are the same. A path that stands several times in one table counts on.
 */
export function headerKeys(paths: readonly (readonly string[])[]): string[] {
  const seen = new Map<string, number>();
  return paths.map((path) => {
    const key = path.map((caption) => fold(caption).replace(/\d+/g, '#')).join(' › ');
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key} (${count})`;
  });
}
