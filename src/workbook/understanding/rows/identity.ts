import { isSameName } from '../../../domain/vietnamese-text.js';
import { briefly, shown, type TableIssues } from './issues.js';
import type { Layout } from './layout.js';
import type { Node } from './node.js';

export type CodeReading =
  | { readonly kind: 'code'; readonly code: string }
  /** `0`, `chưa mở mã`, a dash: the project has no code yet */
  | { readonly kind: 'none' }
  | { readonly kind: 'shape' };

const PLACEHOLDER = /^(?:0+|[-–—.…x]*|chưa.*|không.*|n\/a|#n\/a|đang.*)$/iu;

/** A project code: seven digits, typed as text or number, or a work of one (`7874264.1`); spaces are ignored. */
export function readCode(text: string): CodeReading {
  const compact = text.replace(/[\s\u00a0']/gu, '');
  if (/^[1-9]\d{6}(?:\.\d{1,2})?$/.test(compact)) return { kind: 'code', code: compact };
  return PLACEHOLDER.test(text.normalize('NFC').trim()) ? { kind: 'none' } : { kind: 'shape' };
}

/** The codes of all rows; shapes that are no code are told. */
export function codesOf(nodes: readonly Node[], issues: TableIssues): Map<Node, string> {
  const codes = new Map<Node, string>();
  for (const node of nodes) {
    const cell = node.row.texts.get('code');
    if (cell === undefined || node.role === 'note') continue;
    const read = readCode(cell.text);
    if (read.kind === 'code') codes.set(node, read.code);
    if (read.kind === 'shape') {
      issues.at(
        node.row,
        cell.letter,
        'code.shape',
        'warning',
        shown(cell.value),
        `Ô ${cell.letter}${node.row.row} ghi mã dự án "${cell.text}"; mã dự án có 7 chữ số. Kiểm tra lại mã; khi chưa sửa, dự án được đối chiếu theo tên.`,
      );
    }
  }
  return codes;
}

/** One code on two names (error at both cells) and two codes on one name (warning) among the projects of a table. */
export function checkIdentity(
  nodes: readonly Node[],
  codes: ReadonlyMap<Node, string>,
  layout: Layout,
  issues: TableIssues,
): void {
  const named = new Map<string, Node>();
  const coded = new Map<string, { node: Node; code: string }>();
  const accused = new Set<Node>();
  const cutAt = cutLength(nodes);
  for (const node of nodes) {
    const code = codes.get(node);
    if (node.role !== 'project' || code === undefined || node.row.name === '') continue;
    const first = named.get(code);
    if (first === undefined) named.set(code, node);
    else if (!isSameName(first.row.name, node.row.name)) {
      if (!accused.has(first)) tellTwoNames(first, node, code, issues);
      accused.add(first);
      tellTwoNames(node, first, code, issues);
    }
    if (rawLength(node) === cutAt) continue;
    const key = node.row.name.toLowerCase();
    const other = coded.get(key);
    if (other === undefined) coded.set(key, { node, code });
    else if (other.code !== code) tellTwoCodes(node, code, other.node, other.code, layout, issues);
  }
}

/**
 * Length at which an export cuts names off: the greatest length, where at least three different names have it. A name that was cut
 * may be the beginning of several. Null where the table does not look cut.
 */
function cutLength(nodes: readonly Node[]): number | null {
  let longest = 0;
  let names = new Set<string>();
  for (const node of nodes) {
    const length = rawLength(node);
    if (length < longest || length < 30) continue;
    if (length > longest) names = new Set();
    longest = length;
    names.add(node.row.name);
  }
  return names.size >= 3 ? longest : null;
}

function rawLength(node: Node): number {
  return node.row.texts.get('name')?.raw.length ?? 0;
}

function tellTwoNames(node: Node, other: Node, code: string, issues: TableIssues): void {
  const letter = node.row.texts.get('code')?.letter ?? 'A';
  issues.at(
    node.row,
    letter,
    'code.twoNames',
    'error',
    code,
    `Ô ${letter}${node.row.row}: mã dự án ${code} đứng với "${briefly(node.row.name)}", nhưng ở dòng ${other.row.row} đứng với "${briefly(other.row.name)}". Sửa lại mã hoặc tên của một trong hai dòng.`,
  );
}

function tellTwoCodes(
  node: Node,
  code: string,
  other: Node,
  otherCode: string,
  layout: Layout,
  issues: TableIssues,
): void {
  const letter = node.row.texts.get('code')?.letter ?? layout.nameLetter;
  issues.at(
    node.row,
    letter,
    'name.twoCodes',
    'warning',
    code,
    `Dự án "${briefly(node.row.name)}" có mã ${code} ở dòng ${node.row.row} và mã ${otherCode} ở dòng ${other.row.row}. Nếu là một dự án, sửa cho cùng một mã.`,
  );
}
