import { fundingSourceName } from '../../../../src/domain/funding-sources.js';
import type { ProjectStatus } from '../../../../src/domain/words.js';
import type { InventedProject } from '../projects.js';
import type { BodyNode, Group, Leaf, LeafNode } from '../table-spec.js';

export const STATUS_HEADINGS: Readonly<Record<Exclude<ProjectStatus, 'unclassified'>, string>> = {
  completed: 'Dự án hoàn thành, bàn giao đưa vào sử dụng',
  continuing: 'Dự án chuyển tiếp',
  new: 'Dự án khởi công mới',
  preparation: 'Chuẩn bị đầu tư',
};

/** One way of grouping rows under headings. */
export interface Grouping {
  readonly key: (leaf: Leaf) => string;
  readonly heading: (leaf: Leaf) => Pick<Group, 'name' | 'means'>;
}

export const BY_SOURCE: Grouping = {
  key: (leaf) => leaf.part!.source,
  heading: (leaf) => ({ name: fundingSourceName(leaf.part!.source), means: { source: leaf.part!.source } }),
};

export const BY_SOURCE_CAPITALS: Grouping = {
  key: (leaf) => leaf.part!.source,
  heading: (leaf) => ({
    name: fundingSourceName(leaf.part!.source).toUpperCase(),
    means: { source: leaf.part!.source },
  }),
};

export const BY_SECTOR: Grouping = {
  key: (leaf) => leaf.project.sector,
  heading: (leaf) => ({ name: leaf.project.sector, means: { sector: leaf.project.sector } }),
};

export const BY_STATUS: Grouping = {
  key: (leaf) => leaf.project.status,
  heading: (leaf) => ({
    name: STATUS_HEADINGS[leaf.project.status as keyof typeof STATUS_HEADINGS],
    means: { status: leaf.project.status },
  }),
};

export const BY_INVESTOR: Grouping = {
  key: (leaf) => leaf.project.investor,
  heading: (leaf) => ({ name: leaf.project.investor, means: { investor: leaf.project.investor } }),
};

export const BY_DISTRICT: Grouping = {
  key: (leaf) => leaf.project.district,
  heading: (leaf) => ({
    name: `Huyện ${leaf.project.district}`,
    means: { location: `Huyện ${leaf.project.district}` },
  }),
};

/** One row a project. */
export function wholeLeaves(projects: readonly InventedProject[]): Leaf[] {
  return projects.map((project) => ({ project, part: null }));
}

/** One row for each source of each project. */
export function partLeaves(projects: readonly InventedProject[]): Leaf[] {
  return projects.flatMap((project) => project.parts.map((part) => ({ project, part })));
}

/** The tree of headings over the leaves, in the order of first appearance. */
export function grouped(leaves: readonly Leaf[], groupings: readonly Grouping[]): BodyNode[] {
  const [first, ...rest] = groupings;
  if (first === undefined) return leaves.map((leaf): LeafNode => ({ type: 'leaf', leaf }));
  const keys = new Map<string, Leaf[]>();
  for (const leaf of leaves) keys.set(first.key(leaf), [...(keys.get(first.key(leaf)) ?? []), leaf]);
  return [...keys.values()].map((below) => ({
    type: 'group',
    ...first.heading(below[0]!),
    children: grouped(below, rest),
  }));
}

/** Adds rows under some projects (`Trong đó`, `Hạng mục`). */
export function withDetails(nodes: readonly BodyNode[], details: (node: LeafNode) => LeafNode['details']): BodyNode[] {
  return nodes.map((node) => {
    if (node.type === 'group') return { ...node, children: withDetails(node.children, details) };
    if (node.type !== 'leaf') return node;
    const below = details(node);
    return below === undefined ? node : { ...node, details: below };
  });
}
