import { isUtf8 } from 'node:buffer';
import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from 'saxes';
import type { ReadingLimits } from './limits.js';
import * as say from './messages.js';

export const MAIN_NAMESPACES: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
]);
export const RELATION_NAMESPACES: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
]);
export const PACKAGE_RELATION_NAMESPACES: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/package/2006/relationships',
]);
export const CONTENT_TYPE_NAMESPACES: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/package/2006/content-types',
]);

/** An element of the part's own vocabulary. */
export interface XmlElement {
  readonly name: string;
  /** 1 for the root */
  readonly depth: number;
  /** Value of an attribute without a prefix, undefined where it is absent. */
  attribute(name: string): string | undefined;
  /** Value of an attribute of another vocabulary. */
  foreignAttribute(namespaces: ReadonlySet<string>, name: string): string | undefined;
}

export interface XmlHandler {
  open(element: XmlElement): void;
  /** pieces of text of the innermost open element, CDATA included */
  text?(piece: string): void;
  close?(name: string, depth: number): void;
  /** called now and then with the number of characters parsed so far */
  progress?(characters: number): void;
}

export interface XmlPart {
  /** name for messages */
  readonly part: string;
  /** the document in pieces, in order */
  readonly pieces: readonly Buffer[];
  readonly root: string;
  readonly namespaces: ReadonlySet<string>;
}

/** of one element; the richest element of SpreadsheetML has fewer than 40 */
const MAX_ATTRIBUTES = 256;
const PIECE_BYTES = 64 * 1024;

/**
 * Reads a part with a real XML parser: any prefix, CDATA, comments, UTF-8 and UTF-16. Elements of other vocabularies are
 * skipped with all they contain. Refuses document types, unknown entities, deep nesting and everything not well-formed.
 */
export function readXml(document: XmlPart, limits: ReadingLimits, handler: XmlHandler): void {
  const encoding = detectEncoding(document.pieces[0] ?? Buffer.alloc(0));
  const parser = new SaxesParser({ xmlns: true, position: false });
  connect(parser, document, encoding, limits, handler);
  try {
    for (const text of decodePieces(document, encoding)) parser.write(text);
    parser.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw say.xmlEncoding(document.part, 'không rõ');
  }
}

function connect(
  parser: SaxesParser<{ xmlns: true; position: false }>,
  document: XmlPart,
  encoding: string,
  limits: ReadingLimits,
  handler: XmlHandler,
): void {
  let depth = 0;
  let skippedFrom = 0;
  let attributes = 0;
  parser.on('error', (error) => {
    throw say.xmlBroken(document.part, firstLine(error));
  });
  parser.on('doctype', () => {
    throw say.doctypeFound(document.part);
  });
  parser.on('attribute', () => {
    if (++attributes > MAX_ATTRIBUTES) throw say.structureUnknown(document.part, `hơn ${MAX_ATTRIBUTES} thuộc tính`);
  });
  parser.on('opentag', (tag) => {
    depth++;
    attributes = 0;
    if (depth === 1) checkRoot(parser.xmlDecl.encoding, tag, document, encoding);
    if (depth > limits.xmlDepth) throw say.xmlTooDeep(document.part, limits.xmlDepth);
    if (skippedFrom > 0) return;
    if (document.namespaces.has(tag.uri)) handler.open(element(tag, depth));
    else skippedFrom = depth;
  });
  const text = (piece: string) => {
    if (skippedFrom === 0 && depth > 0) handler.text?.(piece);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', (tag) => {
    if (skippedFrom === 0) handler.close?.(tag.local, depth);
    else if (skippedFrom === depth) skippedFrom = 0;
    depth--;
    handler.progress?.(parser.position);
  });
}

function checkRoot(declared: string | undefined, tag: SaxesTagNS, document: XmlPart, encoding: string): void {
  if (declared !== undefined && !sameEncoding(declared, encoding)) throw say.xmlEncoding(document.part, declared);
  if (tag.local !== document.root || !document.namespaces.has(tag.uri)) {
    throw say.structureUnknown(document.part, `<${tag.name}>`);
  }
}

function sameEncoding(declared: string, encoding: string): boolean {
  const name = declared.toLowerCase();
  if (encoding === 'utf-8') return name === 'utf-8' || name === 'utf8' || name === 'us-ascii';
  return name === 'utf-16' || name === encoding;
}

function element(tag: SaxesTagNS, depth: number): XmlElement {
  const attributes = tag.attributes as Record<string, SaxesAttributeNS | undefined>;
  return {
    name: tag.local,
    depth,
    attribute: (name) => attributes[name]?.value,
    foreignAttribute: (namespaces, name) =>
      Object.values(attributes).find((found) => found?.local === name && namespaces.has(found.uri))?.value,
  };
}

/** By the byte order mark, else by how the first `<` is written (XML 1.0, appendix F). */
export function detectEncoding(start: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const first = start[0];
  const second = start[1];
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return 'utf-8';
}

function* decodePieces(document: XmlPart, encoding: string): Generator<string> {
  if (encoding === 'utf-8' && !document.pieces.every((piece) => isUtf8(piece))) {
    throw say.xmlEncoding(document.part, 'không rõ');
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (const piece of document.pieces) {
    for (let at = 0; at < piece.length; at += PIECE_BYTES) {
      yield decoder.decode(piece.subarray(at, at + PIECE_BYTES), { stream: true });
    }
  }
  yield decoder.decode();
}

/** saxes puts the whole offending text into some messages. */
function firstLine(error: Error): string {
  return error.message.split('\n', 1)[0]!.slice(0, 120);
}

/** `1`, `true` -> true; anything else, also absence, false (xsd:boolean). */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
