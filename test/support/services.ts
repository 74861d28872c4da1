import { createHash, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { AuditService } from '../../src/audit/audit.service.js';
import { advanceImport } from '../../src/imports/advance-import.js';
import { claimJob } from '../../src/imports/import-jobs.repository.js';
import type { ImportWorker } from '../../src/imports/import-worker.js';
import { ImportsService } from '../../src/imports/imports.service.js';
import type { ReadStaged } from '../../src/imports/open-reading.js';
import { stageReading } from '../../src/imports/staged-workbook.js';
import { IdentitiesService } from '../../src/matching/identities.service.js';
import { MatchingService } from '../../src/matching/matching.service.js';
import { readPlainWorkbook } from '../../src/workbook/reading/read-workbook.js';
import type { Corrections } from '../../src/workbook/understanding/corrections.js';
import type { WorkbookReading } from '../../src/workbook/understanding/reading.js';
import { understand } from '../../src/workbook/understanding/understand.js';

/** The services of imports and identities on a database, in this process: only the process that reads a workbook is left out. */
export interface Services {
  readonly dataSource: DataSource;
  readonly imports: ImportsService;
  readonly matching: MatchingService;
  readonly identities: IdentitiesService;
}

/** A workbook as understood, with what a person corrected. */
type ReadHere = (bytes: Uint8Array, file: string, corrections?: Corrections) => WorkbookReading;

export function understandHere(bytes: Uint8Array, file: string, corrections?: Corrections): WorkbookReading {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return understand(readPlainWorkbook(bytes, file), { file, sha256 }, corrections);
}

export function servicesHere(dataSource: DataSource, read: ReadHere = understandHere): Services {
  const audit = new AuditService(dataSource);
  const worker = workerHere(dataSource, audit, read) as ImportWorker;
  return {
    dataSource,
    imports: new ImportsService(dataSource, audit, worker),
    matching: new MatchingService(dataSource, audit),
    identities: new IdentitiesService(dataSource, audit),
  };
}

/** Does the jobs in this process, one after the other, when somebody waits for one. */
function workerHere(
  dataSource: DataSource,
  audit: AuditService,
  read: ReadHere,
): Pick<ImportWorker, 'settle' | 'wake' | 'stop'> {
  const worker = randomUUID();
  return {
    wake: () => undefined,
    stop: () => undefined,
    settle: async () => {
      for (;;) {
        const job = await claimJob(dataSource.manager, worker, 60);
        if (job === null) return;
        await advanceImport({
          ...{ dataSource, audit, worker, importId: job.importId },
          signal: new AbortController().signal,
          onProgress: () => undefined,
          read: stagingHere(read),
        });
      }
    },
  };
}

function stagingHere(read: ReadHere): ReadStaged {
  return async (bytes, file, settings, receive, { corrections }) => {
    const { head, batches } = stageReading(read(bytes, file, corrections), settings);
    await receive({ kind: 'head', head });
    for (const batch of batches) await receive({ kind: 'batch', batch });
    return { ok: true };
  };
}
