import { jsonOf, type TestServer } from '../../support/server.js';

export interface FindingDocument {
  readonly projectId: string;
  readonly code: string;
  readonly name: string;
  readonly investor: string;
  readonly outcome: string;
  readonly planVnd: number;
  readonly disbursedVnd: number;
  readonly undisbursedVnd: number;
  /** decided and issued rounds beside this one in which it was a candidate */
  readonly otherRoundsBelow: number;
  readonly disposition: { readonly verdict: string } | null;
  readonly bySource: readonly { readonly source: string; readonly planVnd: number; readonly disbursedVnd: number }[];
}

export interface RoundDocument {
  readonly id: string;
  readonly state: string;
  readonly summary: Readonly<Record<string, number>>;
  readonly issue: null | {
    readonly number: number;
    readonly snapshotId: string;
    readonly projects: number;
    readonly keptProjects: number;
    readonly recallVnd: number;
    readonly papers: readonly { readonly name: string; readonly sha256: string }[];
  };
}

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

/** Requests about review rounds, over real HTTP. */
export function roundCalls(server: TestServer) {
  const base = '/api/v1/review-rounds';
  const put = (path: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(server.url + path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    put,
    /** a round of its own: a threshold that no other test asks for */
    open: (body: object) => jsonOf<RoundDocument>(server.post(base, { complete: true, ...body })),
    find: (id: string) => jsonOf<RoundDocument>(server.get(`${base}/${id}`)),
    findings: async (id: string, outcome = 'candidate') => {
      const list = await jsonOf<{ data: FindingDocument[] }>(
        server.get(`${base}/${id}/findings?outcome=${outcome}&limit=500`),
      );
      return list.data;
    },
    dispose: (id: string, projectId: string, body: object, headers: Record<string, string> = {}) =>
      put(`${base}/${id}/findings/${projectId}/disposition`, body, headers),
    step: (id: string, step: string, body?: object) => server.post(`${base}/${id}/${step}`, body),
    list: (id: string, ending = '') => server.get(`${base}/${id}/recall-list${ending}`),
  };
}

/** The commit of sample workbooks. */
export async function commitSamples(server: TestServer, ...files: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const file of files) {
    const received = await jsonOf<{ id: string }>(server.uploadSample(file));
    const committed = await server.post(`/api/v1/imports/${received.id}/commit`);
    if (committed.status !== 200) throw new Error(await committed.text());
    ids.push(received.id);
  }
  return ids;
}
