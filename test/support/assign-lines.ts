import type { KnownProject, ReportedName } from '../../src/domain/matching.js';
import {
  announcedProject,
  assignReported,
  assignUncoded,
  type LineAssignment,
} from '../../src/imports/assign-lines.js';

/** The rules of matching over the whole of an import and the whole of the books at once; one result a line. */
export function assignLines(
  known: readonly KnownProject[],
  lines: readonly ReportedName[],
  isPlan: boolean,
): LineAssignment[] {
  if (!isPlan) return assignReported(known, lines);
  const coded = lines.filter(({ code }) => code !== null);
  const assigned = assignReported(known, coded);
  const announced = new Map<string, KnownProject>();
  assigned.forEach(({ newProjectKey }, index) => {
    const line = coded[index];
    if (newProjectKey === null || line === undefined || announced.has(newProjectKey)) return;
    announced.set(newProjectKey, announcedProject(newProjectKey, line));
  });
  const uncoded = lines.filter(({ code }) => code === null);
  const results = {
    coded: assigned.values(),
    uncoded: assignUncoded([...known, ...announced.values()], uncoded).values(),
  };
  return lines.map(({ code }) => {
    const { value } = (code === null ? results.uncoded : results.coded).next();
    if (value === undefined) throw new Error('a line without a result');
    return value;
  });
}
