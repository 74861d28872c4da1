import { describe, expect, it } from '@jest/globals';
import { reportingPeriods, reportState, type ReportingPeriod } from '../../src/domain/report-calendar.js';

describe('the months that investors report on', () => {
  it('are twelve and the settlement in January, each due in the month after', () => {
    const periods = reportingPeriods(2025, 18);
    expect(periods).toHaveLength(13);
    expect(periods[0]).toEqual({ month: '2025-01', asOf: '2025-01-31', dueOn: '2025-02-18', isSettlement: false });
    expect(periods[11]).toEqual({ month: '2025-12', asOf: '2025-12-31', dueOn: '2026-01-18', isSettlement: false });
    expect(periods[12]).toEqual({ month: '2026-01', asOf: '2026-01-31', dueOn: '2026-02-18', isSettlement: true });
  });

  it('are due on the last day of a month that is too short', () => {
    expect(reportingPeriods(2025, 31)[0]?.dueOn).toBe('2025-02-28');
    expect(reportingPeriods(2024, 30)[0]?.dueOn).toBe('2024-02-29');
  });
});

describe('a report', () => {
  const june = reportingPeriods(2025, 18)[5] as ReportingPeriod;

  it.each([
    ['2025-07-18', '2025-07-20', 'sent', 0],
    ['2025-07-19', '2025-07-20', 'late', 1],
    ['2025-06-20', '2025-06-25', 'sent', 0],
    [null, '2025-06-30', 'notDue', 0],
    [null, '2025-07-01', 'due', 0],
    [null, '2025-07-18', 'due', 0],
    [null, '2025-07-19', 'missing', 1],
    [null, '2025-08-18', 'missing', 31],
  ])('of June sent on %s is, on %s, %s and %i days late', (sentOn, today, status, daysLate) => {
    expect(reportState(june, sentOn, today)).toEqual({ status, daysLate });
  });
});
