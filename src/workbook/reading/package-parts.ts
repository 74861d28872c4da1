import type { ReadingLimits } from './limits.js';
import * as say from './messages.js';
import {
  CONTENT_TYPE_NAMESPACES,
  isTrue,
  MAIN_NAMESPACES,
  PACKAGE_RELATION_NAMESPACES,
  readXml,
  RELATION_NAMESPACES,
} from './xml-reader.js';
import type { ZipParts } from './zip-parts.js';

/** One `<Relationship>`: `type` is the last word of its URI, `target` a part name, or the address of something outside. */
export interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

export interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly relationId: string;
}

/** What `xl/workbook.xml` says. */
export interface WorkbookPart {
  readonly sheets: SheetEntry[];
  readonly is1904: boolean;
}

const CONTENT_TYPES = '[Content_Types].xml';

/** Name of the workbook part. Refuses packages that are no .xlsx, saying what they are. */
export function findWorkbookPart(parts: ZipParts, limits: ReadingLimits): string {
  refuseOtherPackages(parts);
  const relation = readRelations(parts, '', limits).find((found) => found.type === 'officeDocument');
  const name = relation?.target ?? 'xl/workbook.xml';
  if (/\.bin$/i.test(name)) throw say.binaryWorkbook();
  if (!parts.has(name)) throw say.notAWorkbook('Đây là tệp nén (.zip) không chứa phần workbook');
  if (hasMacros(parts, limits)) throw say.macroWorkbook();
  return name;
}

function refuseOtherPackages(parts: ZipParts): void {
  if (parts.has('content.xml') && parts.has('mimetype')) {
    const kind = parts.read('mimetype')?.toString('latin1') ?? '';
    if (kind.includes('opendocument.spreadsheet')) throw say.openDocument();
    throw say.notAWorkbook('Đây là tệp OpenDocument không phải bảng tính');
  }
  if (parts.has('xl/workbook.bin')) throw say.binaryWorkbook();
  if (parts.has('word/document.xml')) throw say.notAWorkbook('Đây là tệp Word (.docx)');
  if (parts.has('ppt/presentation.xml')) throw say.notAWorkbook('Đây là tệp PowerPoint (.pptx)');
  if (!parts.has(CONTENT_TYPES)) throw say.notAWorkbook('Đây là tệp nén (.zip) không chứa phần [Content_Types].xml');
}

function hasMacros(parts: ZipParts, limits: ReadingLimits): boolean {
  if (parts.has('xl/vbaProject.bin')) return true;
  let found = false;
  const pieces = [parts.read(CONTENT_TYPES)!];
  readXml({ part: CONTENT_TYPES, pieces, root: 'Types', namespaces: CONTENT_TYPE_NAMESPACES }, limits, {
    open(element) {
      if (element.attribute('ContentType')?.includes('macroEnabled')) found = true;
    },
  });
  return found;
}

/** Relations of a part (`''`: of the package itself); none where the part has no such file. */
export function readRelations(parts: ZipParts, part: string, limits: ReadingLimits): Relation[] {
  const slash = part.lastIndexOf('/');
  const name = `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
  const bytes = parts.read(name);
  if (!bytes) return [];
  const relations: Relation[] = [];
  const document = { part: name, pieces: [bytes], root: 'Relationships', namespaces: PACKAGE_RELATION_NAMESPACES };
  readXml(document, limits, {
    open(element) {
      if (element.name !== 'Relationship') return;
      const target = element.attribute('Target') ?? '';
      const external = element.attribute('TargetMode') === 'External';
      relations.push({
        id: element.attribute('Id') ?? '',
        type: (element.attribute('Type') ?? '').split('/').at(-1) ?? '',
        target: external ? target : resolveTarget(part, target, parts),
        external,
      });
    },
  });
  return relations;
}

/** Part name of a target that may be absolute, relative (`../`), percent-encoded or written with backslashes. */
function resolveTarget(part: string, target: string, parts: ZipParts): string {
  const slashed = target.replaceAll('\\', '/');
  const base = slashed.startsWith('/') ? '' : part.slice(0, part.lastIndexOf('/') + 1);
  const steps: string[] = [];
  for (const step of `${base}${slashed}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  const name = steps.join('/');
  return parts.has(name) ? name : decodePercent(name);
}

function decodePercent(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Reads the workbook part: sheets in the order of their tabs, and which calendar the serials count in. */
export function readWorkbookPart(parts: ZipParts, name: string, limits: ReadingLimits): WorkbookPart {
  const bytes = parts.read(name);
  if (!bytes) throw say.partMissing(name);
  const sheets: SheetEntry[] = [];
  let is1904 = false;
  readXml({ part: name, pieces: [bytes], root: 'workbook', namespaces: MAIN_NAMESPACES }, limits, {
    open(element) {
      if (element.depth === 2 && element.name === 'workbookPr') is1904 = isTrue(element.attribute('date1904'));
      if (element.depth !== 3 || element.name !== 'sheet') return;
      if (sheets.length >= limits.sheets) throw say.tooMany('Số trang tính', sheets.length + 1, limits.sheets);
      const state = element.attribute('state') ?? 'visible';
      sheets.push({
        name: (element.attribute('name') ?? '').normalize('NFC'),
        hidden: state !== 'visible',
        relationId: element.foreignAttribute(RELATION_NAMESPACES, 'id') ?? '',
      });
    },
  });
  return { sheets, is1904 };
}

/** Addresses of the workbooks that formulas of this one refer to. */
export function readExternalLinks(parts: ZipParts, relations: Relation[], limits: ReadingLimits): string[] {
  const links = relations.filter((relation) => relation.type === 'externalLink' && !relation.external);
  return links.flatMap((link) =>
    readRelations(parts, link.target, limits)
      .filter((relation) => relation.external)
      .map((relation) => decodePercent(relation.target).normalize('NFC')),
  );
}
