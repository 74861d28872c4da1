import { formatMillions } from '../../domain/money.js';
import { rateText } from './format.js';

/** One column of the chart: a reported day. */
export interface ChartColumn {
  /** under the column, e.g. `30/6` */
  readonly label: string;
  readonly planVnd: bigint;
  /** null where nothing is reported: no column, never a zero */
  readonly disbursedVnd: bigint | null;
  /** threshold of a review round on that day, in basis points */
  readonly thresholdBasisPoints: number | null;
}

const WIDTH = 860;
const HEIGHT = 300;
const LEFT = 76;
const RIGHT = 20;
const TOP = 44;
const BOTTOM = 54;
const FONT = 'font-family="Segoe UI, system-ui, Roboto, Noto Sans, Arial, sans-serif"';

/**
 * Cumulative disbursement beside the plan, as an SVG document for `<img>`: columns with their rate, the plan as a line of
 * steps, the thresholds of review rounds as marks. Pure; amounts in đồng; the scale starts at zero.
 */
export function disbursementChart(columns: readonly ChartColumn[]): string {
  const top = niceCeiling(
    columns.reduce((most, column) => largest(most, column.planVnd, column.disbursedVnd ?? 0n), 0n),
  );
  const y = (vnd: bigint): number =>
    HEIGHT - BOTTOM - Number((vnd * 10_000n) / top) * ((HEIGHT - TOP - BOTTOM) / 10_000);
  const step = (WIDTH - LEFT - RIGHT) / Math.max(columns.length, 1);
  const parts = [
    ...grid(top, y),
    ...columns.flatMap((column, index) => columnMarks(column, LEFT + index * step, step, y)),
    planLine(columns, step, y),
    ...columns.flatMap((column, index) => thresholdMark(column, LEFT + index * step, step, y)),
    ...legend(columns.some((column) => column.thresholdBasisPoints !== null)),
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" ${FONT} font-size="12">` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>${parts.join('')}</svg>`
  );
}

function largest(...amounts: readonly bigint[]): bigint {
  return amounts.reduce((most, amount) => (amount > most ? amount : most), 0n);
}

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is not below the amount: round gridlines. At least 4 đồng. */
export function niceCeiling(amount: bigint): bigint {
  let power = 1n;
  while (power * 100n <= amount) power *= 10n;
  for (;;) {
    for (const tenths of [10n, 12n, 16n, 20n, 24n, 30n, 40n, 50n, 60n, 80n]) {
      const candidate = tenths * power;
      if (candidate >= amount && candidate % 4n === 0n) return candidate;
    }
    power *= 10n;
  }
}

/** Amounts of the axis in tỷ đồng from one tỷ on, else in triệu đồng. */
function axisText(vnd: bigint, top: bigint): string {
  if (vnd === 0n) return '0';
  return top >= 4_000_000_000n ? `${formatMillions(vnd / 1000n)} tỷ` : `${formatMillions(vnd)} tr`;
}

function grid(top: bigint, y: (vnd: bigint) => number): string[] {
  return [0n, 1n, 2n, 3n, 4n].map((quarter) => {
    const vnd = (top * quarter) / 4n;
    const at = round(y(vnd));
    return (
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}" stroke="${quarter === 0n ? '#6f7985' : '#e2e7ec'}"/>` +
      `<text x="${LEFT - 8}" y="${at + 4}" text-anchor="end" fill="#545d68">${axisText(vnd, top)}</text>`
    );
  });
}

function columnMarks(column: ChartColumn, left: number, step: number, y: (vnd: bigint) => number): string[] {
  const middle = round(left + step / 2);
  const marks = [
    `<text x="${middle}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#1c2128">${escapeXml(column.label)}</text>`,
  ];
  if (column.disbursedVnd === null) return marks;
  const width = Math.min(step * 0.56, 56);
  const at = round(y(column.disbursedVnd));
  const low = isBelow(column);
  marks.push(
    `<rect x="${round(middle - width / 2)}" y="${at}" width="${round(width)}" height="${round(HEIGHT - BOTTOM - at)}" fill="${low ? '#b83227' : '#2b6ea6'}"/>`,
    `<text x="${middle}" y="${HEIGHT - BOTTOM + 36}" text-anchor="middle" font-weight="600" fill="${low ? '#a4161a' : '#1c2128'}">${rateText(column.disbursedVnd, column.planVnd) ?? ''}</text>`,
  );
  return marks;
}

function isBelow({ planVnd, disbursedVnd, thresholdBasisPoints }: ChartColumn): boolean {
  return thresholdBasisPoints !== null && (disbursedVnd ?? 0n) * 10_000n < planVnd * BigInt(thresholdBasisPoints);
}

function planLine(columns: readonly ChartColumn[], step: number, y: (vnd: bigint) => number): string {
  if (columns.length === 0) return '';
  const points = columns.flatMap((column, index) => {
    const at = round(y(column.planVnd));
    return [`${round(LEFT + index * step)},${at}`, `${round(LEFT + (index + 1) * step)},${at}`];
  });
  return `<polyline points="${points.join(' ')}" fill="none" stroke="#146c3a" stroke-width="2.5"/>`;
}

function thresholdMark(column: ChartColumn, left: number, step: number, y: (vnd: bigint) => number): string[] {
  if (column.thresholdBasisPoints === null || column.planVnd <= 0n) return [];
  const at = round(y((column.planVnd * BigInt(column.thresholdBasisPoints)) / 10_000n));
  return [
    `<line x1="${round(left + 4)}" x2="${round(left + step - 4)}" y1="${at}" y2="${at}" stroke="#1c2128" stroke-width="2" stroke-dasharray="5 3"/>`,
    `<text x="${round(left + step - 4)}" y="${at - 4}" text-anchor="end" font-size="11" fill="#1c2128" stroke="#ffffff" stroke-width="3" paint-order="stroke">${thresholdText(column.thresholdBasisPoints)}</text>`,
  ];
}

function thresholdText(basisPoints: number): string {
  return `${String(basisPoints / 100).replace('.', ',')}%`;
}

function legend(withThresholds: boolean): string[] {
  const items = [
    ['<rect width="14" height="12" y="-10" fill="#2b6ea6"/>', 'Giải ngân lũy kế'],
    ['<line x2="16" y1="-4" y2="-4" stroke="#146c3a" stroke-width="2.5"/>', 'Kế hoạch vốn'],
    ...(withThresholds
      ? [
          [
            '<line x2="16" y1="-4" y2="-4" stroke="#1c2128" stroke-width="2" stroke-dasharray="5 3"/>',
            'Ngưỡng rà soát',
          ],
          ['<rect width="14" height="12" y="-10" fill="#b83227"/>', 'Dưới ngưỡng'],
        ]
      : []),
  ];
  return items.map(
    ([mark, name], index) =>
      `<g transform="translate(${LEFT + index * 150} 22)">${mark}<text x="22" fill="#1c2128">${name}</text></g>`,
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
