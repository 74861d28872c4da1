/** One bar: its name, how long it is (0..10.000 of the full length), what it says. */
export interface ChartBar {
  readonly label: string;
  readonly basisPoints: number;
  readonly text: string;
}

const WIDTH = 860;
const ROW = 30;
const LEFT = 330;
const RIGHT = 150;
const TOP = 12;
const FONT = 'font-family="Segoe UI, system-ui, Roboto, Noto Sans, Arial, sans-serif"';

/** Horizontal bars with their names and figures, as an SVG document for `<img>`; the page shows the same numbers in a table. */
export function barChart(bars: readonly ChartBar[]): string {
  const height = TOP * 2 + ROW * Math.max(1, bars.length);
  const parts = bars.map(({ label, basisPoints, text }, index) => {
    const y = TOP + index * ROW;
    const length = ((WIDTH - LEFT - RIGHT) * Math.min(10_000, Math.max(0, basisPoints))) / 10_000;
    return (
      `<text x="${LEFT - 10}" y="${y + 19}" text-anchor="end" fill="#333333">${escaped(shortened(label))}</text>` +
      `<rect x="${LEFT}" y="${y + 5}" width="${WIDTH - LEFT - RIGHT}" height="${ROW - 10}" fill="#eef1f4"/>` +
      `<rect x="${LEFT}" y="${y + 5}" width="${length}" height="${ROW - 10}" fill="#1d5a96"/>` +
      `<text x="${WIDTH - RIGHT + 8}" y="${y + 19}" fill="#111111">${escaped(text)}</text>`
    );
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ${FONT} font-size="13">` +
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>${parts.join('')}</svg>`
  );
}

const LONGEST_LABEL = 46;

function shortened(label: string): string {
  return label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL - 1).trimEnd()}…`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
