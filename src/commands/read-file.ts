import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileIssue, type Issue } from '../domain/issue.js';

/** Bytes of a file that a person named, or the issue that says why there are none. */
export async function readNamedFile(
  path: string,
): Promise<{ ok: true; file: string; bytes: Uint8Array } | { ok: false; issues: Issue[] }> {
  const file = basename(path).normalize('NFC');
  try {
    return { ok: true, file, bytes: await readFile(path) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const messages: Record<string, string> = {
      ENOENT: `Không tìm thấy tệp ${path}. Kiểm tra lại tên và thư mục.`,
      EISDIR: `${path} là thư mục, không phải tệp. Chỉ ra tệp .xlsx cần đọc.`,
      EACCES: `Không được phép đọc tệp ${path}. Kiểm tra quyền của tệp.`,
    };
    const message = code === undefined ? undefined : messages[code];
    if (message === undefined) throw error;
    return { ok: false, issues: [fileIssue(file, 'file.unreadable', message)] };
  }
}
