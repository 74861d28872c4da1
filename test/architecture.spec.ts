import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CRUISE = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

interface Violation {
  readonly from: string;
  readonly rule: string;
}

/** Violations of the project's own rules in a folder that has `src` and `migrations`. */
function violationsIn(folder: string): Violation[] {
  const args = [CRUISE, 'src', 'migrations', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const printed = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  const { summary } = JSON.parse(printed) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  return summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
}

function ruleNames(): string[] {
  const printed = execFileSync(
    process.execPath,
    ['-p', 'JSON.stringify(require("./.dependency-cruiser.cjs").forbidden.map((rule) => rule.name))'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  return JSON.parse(printed) as string[];
}

/** For every rule a file that breaks it and no other rule, with what it needs beside it. */
const PLANTED: Record<string, { readonly offender: string; readonly files: Record<string, string> }> = {
  'no-circular': {
    offender: 'src/projects/chicken.ts',
    files: {
      'src/projects/chicken.ts': "import { egg } from './egg.js';\nexport const chicken = (): unknown => egg;\n",
      'src/projects/egg.ts': "import { chicken } from './chicken.js';\nexport const egg = (): unknown => chicken;\n",
    },
  },
  'domain-is-pure': {
    offender: 'src/domain/clock.ts',
    files: { 'src/domain/clock.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n" },
  },
  'understanding-is-pure': {
    offender: 'src/workbook/understanding/peeking.ts',
    files: {
      'src/workbook/understanding/peeking.ts': "export { zip } from '../reading/zip.js';\n",
      'src/workbook/reading/zip.ts': 'export const zip = 1;\n',
    },
  },
  'reading-knows-cells-only': {
    offender: 'src/workbook/reading/clever.ts',
    files: {
      'src/workbook/reading/clever.ts': "export { guess } from '../understanding/guess.js';\n",
      'src/workbook/understanding/guess.ts': 'export const guess = 1;\n',
    },
  },
  'exceljs-in-writing': {
    offender: 'src/reports/sheet.ts',
    files: { 'src/reports/sheet.ts': "import ExcelJS from 'exceljs';\nexport const book = new ExcelJS.Workbook();\n" },
  },
  'docx-in-writing': {
    offender: 'src/reports/letter.ts',
    files: {
      'src/reports/letter.ts': "import { Paragraph } from 'docx';\nexport const paragraph = new Paragraph('');\n",
    },
  },
  'reading-library-in-reading': {
    offender: 'src/imports/xml.ts',
    files: { 'src/imports/xml.ts': "import { SaxesParser } from 'saxes';\nexport const parser = new SaxesParser();\n" },
  },
  'adapter-at-the-edge': {
    offender: 'src/imports/reply.ts',
    files: {
      'src/imports/reply.ts':
        "import { FastifyAdapter } from '@nestjs/platform-fastify';\nexport const adapter = new FastifyAdapter();\n",
    },
  },
  'web-calls-services': {
    offender: 'src/web/pages/shortcut.tsx',
    files: {
      'src/web/pages/shortcut.tsx': "import { DataSource } from 'typeorm';\nexport const source = DataSource;\n",
    },
  },
  'controllers-call-services': {
    offender: 'src/audit/audit.controller.ts',
    files: {
      'src/audit/audit.controller.ts': "export { Line } from './line.entity.js';\n",
      'src/audit/line.entity.ts': 'export class Line {}\n',
    },
  },
  'no-production-import-of-tests': {
    offender: 'src/investors/sample.ts',
    files: {
      'src/investors/sample.ts': "export { sample } from '../../test/sample.js';\n",
      'test/sample.ts': 'export const sample = 1;\n',
    },
  },
};

describe('who may know whom', () => {
  it('is kept by the whole tree', () => {
    expect(violationsIn(ROOT)).toEqual([]);
  });

  it('has a planted violation for every rule', () => {
    expect(Object.keys(PLANTED).sort()).toEqual(ruleNames().sort());
  });

  describe('planted in a tree of its own', () => {
    let folder: string;
    let found: Violation[];

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'giai-ngan-rules-'));
      for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
        copyFileSync(join(ROOT, file), join(folder, file));
      }
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
      mkdirSync(join(folder, 'migrations'));
      for (const { files } of Object.values(PLANTED)) {
        for (const [path, text] of Object.entries(files)) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), text);
        }
      }
      found = violationsIn(folder);
    });

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(Object.entries(PLANTED))('%s fires', (rule, { offender }) => {
      expect(found.filter(({ from }) => from === offender).map((violation) => violation.rule)).toEqual([rule]);
    });

    it('nothing else fires', () => {
      const planted = new Set(Object.values(PLANTED).flatMap(({ files }) => Object.keys(files)));
      expect(found.filter(({ from }) => !planted.has(from))).toEqual([]);
    });
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('the fixtures', () => {
  it('of the corpus are workbooks with a truth each, and truths with a workbook each', () => {
    for (const group of ['ok', 'not-ok']) {
      const files = filesUnder(join('test', 'fixtures', 'workbooks', group)).map((file) => basename(file));
      const truths = files.filter((file) => file.endsWith('.json')).map((file) => basename(file, '.json'));
      // `van-ban.pdf` and `van-ban.csv` have their truths in `van-ban-pdf.json` and `van-ban-csv.json`.
      const others = files.filter((file) => !file.endsWith('.json'));
      const named = others.map((file) =>
        truths.find((truth) => truth === basename(file, extname(file)) || truth === file.replace('.', '-')),
      );
      expect(truths.length).toBeGreaterThan(0);
      expect(named.sort()).toEqual(truths.sort());
    }
  });

  it('outside the corpus are each used by a test', () => {
    const tests = filesUnder('test').filter((file) => /\.tsx?$/.test(file));
    const text = tests.map((file) => readFileSync(file, 'utf8')).join('\n');
    const months = /^giai-ngan-.*$/;
    const unused = filesUnder(join('test', 'fixtures'))
      .filter((file) => !file.includes(join('fixtures', 'workbooks')))
      .map((file) => basename(file, extname(file)))
      .filter(
        (stem) => !text.includes(stem) && !(months.test(stem) && text.includes(`/${months.source.slice(0, -1)}`)),
      );
    expect(unused).toEqual([]);
  });
});
