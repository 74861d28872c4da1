import type { Page, PageRequest } from '../http/page.js';
import type { Result } from '../http/refusal.js';
import type { Issue } from '../domain/issue.js';
import type {
  CommitReceipt,
  ImportDetail,
  ImportFilter,
  ImportLineView,
  ImportView,
  LineFilter,
  NamedBytes,
  Upload,
} from './imports.types.js';

/** Announced signatures; the class that keeps them replaces this declaration. */
export declare class ImportsService {
  receive(upload: Upload): Promise<Result<ImportDetail>>;
  list(filter: ImportFilter, page: PageRequest): Promise<Result<Page<ImportView>>>;
  find(id: string): Promise<Result<ImportDetail>>;
  issues(id: string): Promise<Result<readonly Issue[]>>;
  lines(id: string, filter: LineFilter, page: PageRequest): Promise<Result<Page<ImportLineView>>>;
  original(id: string): Promise<Result<NamedBytes>>;
  annotated(id: string): Promise<Result<NamedBytes>>;
  commit(id: string): Promise<Result<CommitReceipt>>;
  receipt(id: string): Promise<Result<CommitReceipt>>;
  cancel(id: string): Promise<Result<ImportView>>;
  reverse(id: string, reason: string | null): Promise<Result<ImportView>>;
}
