import { columnOf, type FaultRecipe, faulty } from './fault-recipe.js';
import { faultPlan } from './faults-amounts.js';
import { Grid } from './grid.js';
import { together } from './workbook-recipe.js';

/** Faults of sheets and files: hidden parts, merged amounts, no table, links, declarations. */
export const SHEET_FAULTS: readonly FaultRecipe[] = [
  {
    name: 'dong-an-co-tien',
    about: 'a hidden row with money',
    draft: () =>
      faulty(faultPlan('hiddenrow'), {}, (grid, table) => {
        grid.hiddenRows.add(table.projects[3]!.row);
        return { code: 'rows.hidden', severity: 'warning', cell: null };
      }),
  },
  {
    name: 'cot-an-co-tien',
    about: 'a hidden column with money',
    draft: () =>
      faulty(faultPlan('hiddencolumn'), {}, (grid) => {
        grid.hiddenColumns.add(11);
        return { code: 'columns.hidden', severity: 'warning', cell: null };
      }),
  },
  {
    name: 'bo-loc-dang-bat',
    about: 'an active filter over the body',
    draft: () =>
      faulty(faultPlan('filter'), {}, (grid, table) => {
        grid.autoFilter = `A${table.header.lastRow + 1}:O${table.projects.at(-1)!.row}`;
        grid.hiddenRows.add(table.projects[3]!.row);
        return { code: 'sheet.filter', severity: 'warning', cell: null };
      }),
    patch: (parts) => {
      const sheet = parts.get('xl/worksheets/sheet1.xml')!.toString('utf8');
      const criterion = '<filterColumn colId="5"><filters><filter val="C"/></filters></filterColumn>';
      const filtered = sheet.replace(/<autoFilter ([^>]*)\/>/, `<autoFilter $1>${criterion}</autoFilter>`);
      return new Map(parts).set('xl/worksheets/sheet1.xml', Buffer.from(filtered));
    },
  },
  {
    name: 'trang-an',
    about: 'a table on a hidden sheet',
    draft: () => {
      const shown = faulty(faultPlan('shown'), { sheet: 'Bieu 01' }, () => []);
      const veiled = faulty(faultPlan('veiled'), { sheet: 'Bieu 02', hidden: true }, () => ({
        code: 'sheet.hidden',
        severity: 'info',
        cell: null,
      }));
      return { draft: together(shown.draft, veiled.draft), faults: veiled.faults };
    },
  },
  {
    name: 'gop-o-so-lieu',
    about: 'amounts of two projects merged into one cell',
    draft: () =>
      faulty(faultPlan('merged'), {}, (grid, table) => {
        const letter = columnOf(table, 'plan.current');
        const index = table.projects.findIndex((project, at) => table.projects[at + 1]?.row === project.row + 1);
        const row = table.projects[index]!.row;
        grid.replace(`${letter}${row + 1}`, null);
        grid.merges.push(`${letter}${row}:${letter}${row + 1}`);
        return { code: 'amount.merged', severity: 'warning', cell: `${letter}${row}` };
      }),
  },
  {
    name: 'khong-co-bang',
    about: 'a letter, no table',
    draft: () => {
      const grid = new Grid('Cong van');
      grid.set(1, 1, 'UBND HUYỆN MAI SƠN');
      grid.set(3, 1, 'Kính gửi: Sở Tài chính');
      grid.set(5, 1, 'UBND huyện báo cáo tình hình giải ngân như biểu kèm theo.');
      return {
        draft: { sheets: [grid], tables: [] },
        faults: [{ code: 'table.none', severity: 'error', sheet: null, cell: null }],
      };
    },
  },
  {
    name: 'trang-trong',
    about: 'a workbook of empty sheets',
    draft: () => ({
      draft: { sheets: [new Grid('Sheet1'), new Grid('Sheet2')], tables: [] },
      faults: [{ code: 'workbook.no-cells', severity: 'error', sheet: null, cell: null }],
    }),
  },
  {
    name: 'lien-ket-ngoai',
    about: 'a formula that takes its figure from another workbook',
    draft: () => ({
      draft: faulty(faultPlan('external'), {}, () => []).draft,
      faults: [{ code: 'workbook.externalLinks', severity: 'warning', sheet: null, cell: null }],
    }),
    patch: (parts) =>
      new Map([
        ...[...parts].map(([name, content]): [string, Buffer] =>
          name === 'xl/_rels/workbook.xml.rels'
            ? [
                name,
                Buffer.from(
                  content
                    .toString('utf8')
                    .replace(
                      '</Relationships>',
                      '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>',
                    ),
                ),
              ]
            : name === 'xl/workbook.xml'
              ? [
                  name,
                  Buffer.from(
                    content
                      .toString('utf8')
                      .replace(
                        '</sheets>',
                        '</sheets><externalReferences><externalReference r:id="rId99"/></externalReferences>',
                      ),
                  ),
                ]
              : [name, content],
        ),
        [
          'xl/externalLinks/externalLink1.xml',
          Buffer.from(
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></externalLink>',
          ),
        ],
        [
          'xl/externalLinks/_rels/externalLink1.xml.rels',
          Buffer.from(
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="ke-hoach-cu.xlsx" TargetMode="External"/></Relationships>',
          ),
        ],
      ]),
  },
  {
    name: 'khai-bao-doctype',
    about: 'a document type declaration in the sheet',
    draft: () => {
      const { draft } = faulty(faultPlan('doctype'), {}, () => []);
      return { draft, faults: [{ code: 'workbook.doctype', severity: 'error', sheet: 'Bieu 01', cell: null }] };
    },
    patch: (parts) => {
      const sheet = parts.get('xl/worksheets/sheet1.xml')!.toString('utf8');
      return new Map(parts).set(
        'xl/worksheets/sheet1.xml',
        Buffer.from(sheet.replace('<worksheet', '<!DOCTYPE worksheet [<!ENTITY a "1">]><worksheet')),
      );
    },
  },
];
