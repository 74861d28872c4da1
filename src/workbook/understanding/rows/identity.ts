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

const PLAIN_CODE = /^[1-9]\d{6}$/;

/** A project code: seven digits, typed as text or number, or a work of one (`7874264.1`); spaces are ignored. */
export function readCode(text: string): CodeReading {
  if (PLAIN_CODE.test(text)) return { kind: 'code', code: text };
  const compact = text.replace(/[\s\u00a0']/gu, '');
  if (/^[1-9]\d{6}(?:\.\d{1,2})?$/.test(compact)) return { kind: 'code', code: compact };
  return PLACEHOLDER.test(text.normalize('NFC').trim()) ? { kind: 'none' } : { kind: 'shape' };
}

/** Gives every row its code; shapes that are no code are told. */
export function giveCodes(nodes: readonly Node[], issues: TableIssues): void {
  for (const node of nodes) {
    const text = node.row.text('code');
    if (text === undefined || node.role === 'note') continue;
    const read = readCode(text);
    if (read.kind === 'code') node.code = read.code;
    const cell = read.kind === 'shape' ? node.row.cell('code') : undefined;
    if (cell !== undefined) {
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
}

/** One code on two names (error at both cells) and two codes on one name (warning) among the projects of a table. */
export function checkIdentity(nodes: readonly Node[], layout: Layout, issues: TableIssues): void {
  const named = nodes.filter((node) => node.role === 'project' && node.code !== null && node.row.name !== '');
  checkNames(named, issues);
  checkCodes(named, cutLength(nodes), layout, issues);
}

function checkNames(projects: readonly Node[], issues: TableIssues): void {
  const named = new Map<string, Node>();
  const accused = new Set<Node>();
  for (const node of sharing(projects, codeKeys(projects))) {
    const code = node.code ?? '';
    const first = named.get(code);
    if (first === undefined) named.set(code, node);
    else if (!isSameName(first.row.name, node.row.name)) {
      if (!accused.has(first)) tellTwoNames(first, node, code, issues);
      accused.add(first);
      tellTwoNames(node, first, code, issues);
    }
  }
}

function checkCodes(projects: readonly Node[], cutAt: number | null, layout: Layout, issues: TableIssues): void {
  const whole = projects.filter((node) => node.row.rawNameLength !== cutAt);
  const coded = new Map<string, Node>();
  for (const node of sharing(whole, nameKeys(whole))) {
    const name = node.row.name.toLowerCase();
    const first = coded.get(name);
    if (first === undefined) coded.set(name, node);
    else if (first.code !== null && node.code !== null && first.code !== node.code)
      tellTwoCodes(node, node.code, first, first.code, layout, issues);
  }
}

/** The nodes whose number another one has too, in their order: only these can be equal in what the number is made of. */
function sharing(nodes: readonly Node[], keys: Int32Array): Node[] {
  const shared = repeated(keys.slice().sort());
  return shared.size === 0 ? [] : nodes.filter((_, at) => shared.has(keys[at] as number));
}

const CASE_BIT = 0x20;

function repeated(sorted: Int32Array): ReadonlySet<number> {
  const found = new Set<number>();
  for (let at = 1; at < sorted.length; at += 1) {
    const key = sorted[at] as number;
    if (key === sorted[at - 1]) found.add(key);
  }
  return found;
}

/** Of a work (`7874264.1`) that of its project. */
function codeKeys(nodes: readonly Node[]): Int32Array {
  const keys = new Int32Array(nodes.length);
  for (let at = 0; at < keys.length; at += 1) keys[at] = Number(nodes[at]?.code);
  return keys;
}

function nameKeys(nodes: readonly Node[]): Int32Array {
  const keys = new Int32Array(nodes.length);
  for (let at = 0; at < keys.length; at += 1) keys[at] = roughKey(nodes[at]?.row.name ?? '');
  return keys;
}

const LETTERS_LOOKED_AT = 24;

/** Equal for names that differ in case only: made of their last ASCII signs, whose case is one bit; other letters are left out. */
function roughKey(name: string): number {
  let key = 0;
  let left = LETTERS_LOOKED_AT;
  for (let at = name.length - 1; at >= 0 && left > 0; at -= 1) {
    const code = name.charCodeAt(at);
    // the sign of the kelvin and the dotted capital I turn into ASCII letters
    if (code >= 0x80 && code !== 0x212a && code !== 0x130) continue;
    key = (Math.imul(key, 31) + asciiOf(code)) | 0;
    left -= 1;
  }
  return key;
}

function asciiOf(code: number): number {
  return (code === 0x212a ? 0x4b : code === 0x130 ? 0x49 : code) | CASE_BIT;
}

/**
 * Length at which an export cuts names off: the greatest length, where at least three different names have it. A name that was cut
 * may be the beginning of several. Null where the table does not look cut.
 */
function cutLength(nodes: readonly Node[]): number | null {
  let longest = 0;
  let names = new Set<string>();
  for (const node of nodes) {
    const length = node.row.rawNameLength;
    if (length < longest || length < 30) continue;
    if (length > longest) names = new Set();
    longest = length;
    names.add(node.row.name);
  }
  return names.size >= 3 ? longest : null;
}

function tellTwoNames(node: Node, other: Node, code: string, issues: TableIssues): void {
  const letter = node.row.cell('code')?.letter ?? 'A';
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
  const letter = node.row.cell('code')?.letter ?? layout.nameLetter;
  issues.at(
    node.row,
    letter,
    'name.twoCodes',
    'warning',
    code,
    `Dự án "${briefly(node.row.name)}" có mã ${code} ở dòng ${node.row.row} và mã ${otherCode} ở dòng ${other.row.row}. Nếu là một dự án, sửa cho cùng một mã.`,
  );
}
