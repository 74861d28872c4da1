import { jsonOf, type TestServer } from './server.js';

/**
 * Commits an import with one reason for every group of warnings that needs one, and gives the status: for workbooks that hold odd
 * things on purpose.
 */
export async function commitExplained(server: TestServer, id: string): Promise<number> {
  const groups = await jsonOf<{ data: { code: string }[] }>(server.get(`/api/v1/imports/${id}/warnings`));
  const reasons = groups.data.map(({ code }) => ({ code, reason: 'Đã đối chiếu với văn bản' }));
  return (await server.post(`/api/v1/imports/${id}/commit`, { reasons })).status;
}
