import { isUtf8 } from 'node:buffer';
import { ByteScanner, GT, SLASH, Unfamiliar } from './byte-scanner.js';
import type { ReadingLimits } from './limits.js';
import * as say from './messages.js';
import { RichText } from './rich-text.js';
import { MAIN_NAMESPACES, readXml } from './xml-reader.js';

const PART = 'xl/sharedStrings.xml';
const BYTE_ORDER_MARK_BYTES = 3;

/** Strings of the workbook by index; an empty `<si/>` keeps its place as an empty string. */
export function readSharedStrings(bytes: Buffer, limits: ReadingLimits): string[] {
  try {
    return scanSharedStrings(bytes, limits);
  } catch (error) {
    if (!(error instanceof Unfamiliar)) throw error;
    return parseSharedStrings(bytes, limits);
  }
}

/** Counts strings and characters against the limits. */
class StringList {
  readonly strings: string[] = [];
  private characters = 0;

  constructor(private readonly limits: ReadingLimits) {}

  add(text: string): void {
    const { sharedStrings, sharedStringCharacters } = this.limits;
    this.characters += text.length;
    if (this.strings.push(text) > sharedStrings) {
      throw say.tooMany('Số chuỗi dùng chung của sổ', this.strings.length, sharedStrings);
    }
    if (this.characters > sharedStringCharacters) {
      throw say.tooMany('Tổng số ký tự của sổ', this.characters, sharedStringCharacters);
    }
  }
}

class SharedStringScanner extends ByteScanner {
  scan(list: StringList): void {
    for (;;) {
      this.toTag();
      if (!this.sees('<si')) return;
      this.position += 3;
      const next = this.bytes[this.position];
      if (next === GT) {
        this.position++;
        list.add(this.stringItem('</si>'));
      } else if (next === SLASH) {
        this.expect('/>');
        list.add('');
      } else this.unfamiliar();
    }
  }
}

function scanSharedStrings(bytes: Buffer, limits: ReadingLimits): string[] {
  const first = bytes.indexOf('<si');
  const head = bytes.subarray(0, first);
  if (first < 0 || !isUtf8(bytes) || head.includes('<!') || head.lastIndexOf('<?') > BYTE_ORDER_MARK_BYTES)
    throw new Unfamiliar();
  const list = new StringList(limits);
  const scanner = new SharedStringScanner(bytes, first, limits);
  scanner.scan(list);
  // what stands around the strings is read by the XML parser: namespaces, encoding, the end
  const pieces = [head, bytes.subarray(scanner.at)];
  readXml({ part: PART, pieces, root: 'sst', namespaces: MAIN_NAMESPACES }, limits, {
    open(element) {
      if (element.name === 'si') throw new Unfamiliar();
    },
  });
  return list.strings;
}

function parseSharedStrings(bytes: Buffer, limits: ReadingLimits): string[] {
  const list = new StringList(limits);
  const item = new RichText(2, limits);
  readXml({ part: PART, pieces: [bytes], root: 'sst', namespaces: MAIN_NAMESPACES }, limits, {
    open(element) {
      if (element.depth === 2 && element.name === 'si') item.begin();
      else if (item.isOpen) item.open(element.name, element.depth);
    },
    text(piece) {
      item.text(piece);
    },
    close(name, depth) {
      if (depth === 2 && name === 'si') list.add(item.end());
      else if (item.isOpen) item.close(name, depth);
    },
    progress(characters) {
      item.progress(characters);
    },
  });
  return list.strings;
}
