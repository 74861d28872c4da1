import { isSameOrPartOf } from './funding-sources.js';
import type { ProjectFacts } from './project-facts.js';
import { nameKey } from './vietnamese-text.js';

/** `name`: part of a project's name; `project`: one project by its key; `source`: every project with money of a source. */
export const WATCH_KINDS = ['name', 'project', 'source'] as const;
export type WatchKind = (typeof WATCH_KINDS)[number];

export interface WatchItem {
  readonly kind: WatchKind;
  readonly value: string;
  /** as shown: `Cao tốc Hòa Bình - Mộc Châu` */
  readonly label: string;
  readonly reason: string;
}

const REASON_2_3 = 'Quyết định số 161/QĐ-UBND ngày 20/01/2025, mục 2.3';

/** The motorway and the three national target programmes that section 2.3 of the decision names. */
export const SHIPPED_WATCH_LIST: readonly WatchItem[] = [
  { kind: 'name', value: 'cao tốc Hòa Bình - Mộc Châu', label: 'Cao tốc Hòa Bình - Mộc Châu', reason: REASON_2_3 },
  { kind: 'source', value: 'MTQG-DTTS', label: 'Chương trình MTQG vùng đồng bào dân tộc thiểu số', reason: REASON_2_3 },
  { kind: 'source', value: 'MTQG-GNBV', label: 'Chương trình MTQG giảm nghèo bền vững', reason: REASON_2_3 },
  { kind: 'source', value: 'MTQG-NTM', label: 'Chương trình MTQG xây dựng nông thôn mới', reason: REASON_2_3 },
];

/** Whether an item of the list means a project. */
export function isWatched(item: Pick<WatchItem, 'kind' | 'value'>, project: ProjectFacts): boolean {
  switch (item.kind) {
    case 'project':
      return project.key === item.value;
    case 'name':
      return nameKey(project.name).includes(nameKey(item.value));
    case 'source':
      return project.planEntries.some(({ source }) => isSameOrPartOf(source, item.value));
  }
}
