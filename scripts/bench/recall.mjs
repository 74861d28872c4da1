import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import exceljs from 'exceljs';

/** The main job on a plan and a report of 10.000 project rows, beside a plain pandas and openpyxl script, in interleaved rounds. */

const execute = promisify(execFile);
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const PYTHON = '/usr/bin/python3';
const ROUNDS = 3;

const code = (index) => String(7_100_000 + index);
const planThousands = (index) => 1_000_000 + ((index * 7919) % 9_000_000);
/** From 30% to 70% of the plan, so that about half of the projects are candidates. */
const paidThousands = (index) => Math.floor((planThousands(index) * (30 + ((index * 31) % 41))) / 100);

async function writeBook(file, title, heading, amount, rows) {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('Biểu 01');
  sheet.addRow([title]);
  sheet.addRow([null, null, null, null, null, 'Đơn vị tính: Triệu đồng']);
  sheet.addRow(['STT', 'Danh mục dự án', 'Mã dự án', 'Chủ đầu tư', 'Thời gian KC-HT', heading]);
  for (let index = 0; index < rows; index++) {
    const name = `Đường giao thông bản ${index + 1}, huyện Mai Sơn`;
    const investor = `Ban quản lý dự án số ${index % 40}`;
    sheet.addRow([index + 1, name, code(index), investor, '2022-2026', amount(index) / 1000]);
  }
  await book.xlsx.writeFile(file);
}

async function measured(command) {
  const { stdout } = await execute(PYTHON, [here('recall-run.py'), ...command], { maxBuffer: 2 ** 28 });
  const result = JSON.parse(stdout);
  if (result.exit !== 0) throw new Error(`${command.slice(0, 4).join(' ')}: exit ${result.exit}`);
  return result;
}

/** Why the peer cannot be measured, or null. Installs Debian's packages where they are missing and this user may. */
function peerMissing() {
  const works = () => spawnSync(PYTHON, ['-c', 'import pandas, openpyxl']).status === 0;
  if (works()) return null;
  if (process.getuid?.() === 0) {
    spawnSync('apt-get', ['update', '-qq']);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'python3-pandas', 'python3-openpyxl']);
  }
  return works() ? null : 'python3-pandas and python3-openpyxl are not installed';
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value) => Math.round(value * 1000) / 1000;
const summary = (runs) => ({
  seconds: round(median(runs.map((run) => run.seconds))),
  peakMegabytes: Math.max(...runs.map((run) => run.peakMegabytes)),
});

export async function run({ rows = 10_000 } = {}) {
  const missing = peerMissing();
  const folder = await mkdtemp(join(tmpdir(), 'giai-ngan-bench-'));
  try {
    const [plan, report] = [join(folder, 'plan.xlsx'), join(folder, 'report.xlsx')];
    await writeBook(plan, 'KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025', 'Kế hoạch vốn năm 2025', planThousands, rows);
    const reportTitle = 'TÌNH HÌNH GIẢI NGÂN KẾ HOẠCH VỐN NĂM 2025 ĐẾN NGÀY 30/06/2025';
    await writeBook(report, reportTitle, 'Lũy kế giải ngân từ đầu năm đến hết 30/06/2025', paidThousands, rows);
    if (missing !== null && spawnSync(PYTHON, ['--version']).status !== 0)
      throw new Error('python3 is needed to measure');
    const ours = [];
    const peer = [];
    const cli = [process.execPath, here('../../dist/src/cli.js'), 'recall', '--plan', plan, '--disbursement', report];
    for (let index = 0; index < ROUNDS; index++) {
      ours.push(await measured([...cli, '--round', '1', '--out', join(folder, 'ours.xlsx'), '--json']));
      if (missing === null)
        peer.push(await measured([PYTHON, here('recall-peer.py'), plan, report, join(folder, 'peer.xlsx')]));
    }
    const found = JSON.parse(ours[0].output)
      .candidates.map((candidate) => candidate.code)
      .sort();
    const same = peer.length === 0 ? null : JSON.stringify(found) === JSON.stringify(JSON.parse(peer[0].output).codes);
    const ratio = peer.length === 0 ? null : round(median(ours.map((one, index) => one.seconds / peer[index].seconds)));
    return {
      name: 'recall',
      figures: {
        rows,
        candidates: found.length,
        ours: summary(ours),
        // The peer writes six bare columns; ours an annex of three sheets with formulas and the cells of every figure.
        peer: missing === null ? summary(peer) : { reason: missing },
        secondsToPeer: ratio,
      },
      bars: [
        { name: 'same candidates as the peer', value: same, limit: true, holds: same, reason: missing },
        {
          name: 'peak memory of all processes together, MB',
          value: summary(ours).peakMegabytes,
          limit: 300,
          holds: summary(ours).peakMegabytes <= 300,
        },
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
