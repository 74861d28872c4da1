import type { CellValue, Workbook, Worksheet } from 'exceljs';

/** Computes the formulas that the recall list uses, from the values of the file alone and not from cached results. */
export class Evaluator {
  constructor(private readonly workbook: Workbook) {}

  value(sheet: Worksheet, address: string): number | string {
    const value = sheet.getCell(address).value;
    return isFormula(value) ? this.formula(sheet, value.formula) : toNumber(value);
  }

  private formula(sheet: Worksheet, formula: string): number | string {
    const subtotal = /^SUBTOTAL\(9,([A-Z]+)(\d+):[A-Z]+(\d+)\)$/.exec(formula);
    if (subtotal !== null) return this.subtotal(sheet, subtotal[1]!, Number(subtotal[2]), Number(subtotal[3]));
    const rate = /^IF\(([A-Z]+\d+)>0,ROUNDDOWN\(ROUND\(([A-Z]+\d+)\/\1\*100,12\),2\),""\)$/.exec(formula);
    if (rate !== null) return this.rate(sheet, rate[2]!, rate[1]!);
    const difference = /^([A-Z]+\d+)-([A-Z]+\d+)$/.exec(formula);
    if (difference !== null) {
      return Number(this.value(sheet, difference[1]!)) - Number(this.value(sheet, difference[2]!));
    }
    const reference = /^'([^']+)'!([A-Z]+\d+)$/.exec(formula);
    const other = reference === null ? undefined : this.workbook.getWorksheet(reference[1]);
    if (reference === null || other === undefined) throw new Error(`formula not known: ${formula}`);
    return this.value(other, reference[2]!);
  }

  /** SUBTOTAL leaves out the subtotals within its range. */
  private subtotal(sheet: Worksheet, column: string, first: number, last: number): number {
    let sum = 0;
    for (let row = first; row <= last; row += 1) {
      const value = sheet.getCell(`${column}${row}`).value;
      if (isFormula(value) && value.formula.startsWith('SUBTOTAL')) continue;
      sum += Number(this.value(sheet, `${column}${row}`));
    }
    return sum;
  }

  private rate(sheet: Worksheet, part: string, whole: string): number | string {
    const denominator = Number(this.value(sheet, whole));
    if (!(denominator > 0)) return '';
    const percent = Number(((Number(this.value(sheet, part)) / denominator) * 100).toFixed(12));
    return Math.trunc(Number((percent * 100).toFixed(10))) / 100;
  }
}

interface Formula {
  readonly formula: string;
  readonly result?: unknown;
}

export function isFormula(value: CellValue): value is Formula & CellValue {
  return typeof value === 'object' && value !== null && 'formula' in value;
}

function toNumber(value: CellValue): number | string {
  return typeof value === 'number' ? value : 0;
}
