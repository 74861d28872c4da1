/** What the attributes behind `r` of a `<row>` say. */
export interface RowTag {
  readonly hidden: boolean;
  readonly outlineLevel: number;
  readonly isEmpty: boolean;
}

/** @param tag what stands behind `<row r="7"` and before `>`; null where that is anything but plain attributes */
export function parseRowTag(tag: string): RowTag | null {
  const isEmpty = tag.endsWith('/');
  const attributes = readAttributes(isEmpty ? tag.slice(0, -1) : tag);
  const outlineLevel = Number(attributes?.get('outlineLevel') ?? 0);
  if (!attributes || attributes.has('r') || !Number.isInteger(outlineLevel)) return null;
  const hidden = attributes.get('hidden');
  return { hidden: hidden === '1' || hidden === 'true', outlineLevel, isEmpty };
}

const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)\s*=\s*"([^"<&]*)"/gy;

function readAttributes(tag: string): Map<string, string> | null {
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = 0;
  let end = 0;
  for (let found = ATTRIBUTE.exec(tag); found; found = ATTRIBUTE.exec(tag)) {
    if (attributes.has(found[1]!)) return null;
    attributes.set(found[1]!, found[2]!);
    end = ATTRIBUTE.lastIndex;
  }
  return tag.slice(end).trim() === '' ? attributes : null;
}
