import type {
  ReportedDemand,
  ReportedDisbursement,
  ReportedFacts,
  ReportedPlanEntry,
  ReportedProject,
} from '../../domain/reported-facts.js';
import { Numbered, packVnd } from './packed-lines.js';

/**
 * Facts on their way between processes, as one JSON text. Facts of one project keep sharing the object of their project, as
 * those of one row do in a reading.
 */
interface PackedFacts {
  readonly projects: readonly ReportedProject[];
  readonly planEntries: readonly Packed<ReportedPlanEntry>[];
  readonly disbursements: readonly Packed<ReportedDisbursement>[];
  readonly demands: readonly Packed<ReportedDemand>[];
}

/** A fact with a number for its project and JSON numbers (text beyond 2^53) for its bigints. */
type Packed<T> = {
  readonly [K in keyof T]: T[K] extends ReportedProject ? number : bigint extends T[K] ? number | string | null : T[K];
};

export function packFacts({ planEntries, disbursements, demands }: ReportedFacts): string {
  const projects = new Numbered<ReportedProject>();
  const optional = (vnd: bigint | null) => (vnd === null ? null : packVnd(vnd));
  const packed: PackedFacts = {
    projects: projects.all,
    planEntries: planEntries.map((entry) => ({
      ...entry,
      project: projects.of(entry.project),
      amountVnd: packVnd(entry.amountVnd),
    })),
    disbursements: disbursements.map((item) => ({
      ...item,
      project: projects.of(item.project),
      amountVnd: packVnd(item.amountVnd),
      advanceVnd: optional(item.advanceVnd),
      completedVolumeVnd: optional(item.completedVolumeVnd),
    })),
    demands: demands.map((item) => ({
      ...item,
      project: projects.of(item.project),
      amountVnd: packVnd(item.amountVnd),
      acceptedUnpaidVnd: optional(item.acceptedUnpaidVnd),
    })),
  };
  return JSON.stringify(packed);
}

export function unpackFacts(text: string): ReportedFacts {
  const { projects, planEntries, disbursements, demands } = JSON.parse(text) as PackedFacts;
  const project = (number: number) => projects[number] as ReportedProject;
  const vnd = (packed: number | string | null) => BigInt(packed as number | string);
  const optional = (packed: number | string | null) => (packed === null ? null : BigInt(packed));
  return {
    planEntries: planEntries.map((entry) => ({
      ...entry,
      project: project(entry.project),
      amountVnd: vnd(entry.amountVnd),
    })),
    disbursements: disbursements.map((item) => ({
      ...item,
      project: project(item.project),
      amountVnd: vnd(item.amountVnd),
      advanceVnd: optional(item.advanceVnd),
      completedVolumeVnd: optional(item.completedVolumeVnd),
    })),
    demands: demands.map((item) => ({
      ...item,
      project: project(item.project),
      amountVnd: vnd(item.amountVnd),
      acceptedUnpaidVnd: optional(item.acceptedUnpaidVnd),
    })),
  };
}
