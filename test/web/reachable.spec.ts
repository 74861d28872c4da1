import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { WebModule } from '../../src/web/web.module.js';
import { commitSamples, roundCalls } from '../http/support/rounds.js';
import { faulty } from '../support/pages.js';
import { testServer, type TestServer } from '../support/server.js';
import { smallPlan } from '../support/small-workbooks.js';

/** A project whose code is none: sixty of them are more than a page of an import shows at once. */
const ODD = (index: number) => ({
  name: `Cầu số ${index}`,
  code: `79-${index}`,
  investor: 'Sở Xây dựng',
  vnd: 1_000_000n,
});

interface Route {
  readonly method: 'GET' | 'POST';
  /** `/dot-ra-soat/:id` */
  readonly path: string;
  readonly pattern: RegExp;
}

/** Every route of the pages, as their controllers declare it. */
function routesOfPages(): Route[] {
  const controllers = Reflect.getMetadata('controllers', WebModule) as (new () => object)[];
  return controllers.flatMap((controller) => {
    const base = Reflect.getMetadata('path', controller) as string;
    const handlers = Object.getOwnPropertyNames(controller.prototype)
      .filter((name) => name !== 'constructor')
      .map((name) => (controller.prototype as Record<string, object>)[name]!);
    return handlers.flatMap((handler): Route[] => {
      const own = Reflect.getMetadata('path', handler) as string | undefined;
      if (own === undefined) return [];
      const method = Reflect.getMetadata('method', handler) === RequestMethod.POST ? 'POST' : 'GET';
      const path = `/${[base, own]
        .flatMap((part) => part.split('/'))
        .filter((part) => part !== '')
        .join('/')}`;
      const pattern = path.replace(/[.]/g, '\\.').replace(/:[a-zA-Z]+/g, '[^/]+');
      return [{ method, path, pattern: new RegExp(`^${pattern}$`) }];
    });
  });
}

/** A literal route goes before one with a parameter, as in the router. */
function routeOf(routes: readonly Route[], method: Route['method'], path: string): Route | undefined {
  const fitting = routes.filter((route) => route.method === method && route.pattern.test(path));
  const parameters = ({ path: of }: Route): number => of.split(':').length;
  return fitting.sort((a, b) => parameters(a) - parameters(b))[0];
}

interface Addresses {
  readonly gets: readonly string[];
  readonly posts: readonly string[];
}

/** What a page leads to: links, images, style sheets, forms. */
function addressesOf(html: string): Addresses {
  const plain = (address: string): string => address.replaceAll('&amp;', '&').replace(/#.*$/, '');
  const links = [...html.matchAll(/\b(?:href|src)="(\/[^"]*)"/g)].map(([, address]) => plain(address!));
  const forms = [...html.matchAll(/<form\b[^>]*>/g)].map(([tag]) => ({
    post: /method="post"/.test(tag),
    action: plain(/action="([^"]*)"/.exec(tag)?.[1] ?? ''),
  }));
  return {
    gets: [...links, ...forms.filter(({ post }) => !post).map(({ action }) => action)],
    posts: forms.filter(({ post }) => post).map(({ action }) => action),
  };
}

/** Walks from the first page along its links, as a person without scripts does. */
describe('every page', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
    await fillTheBooks();
  }, 240_000);

  afterAll(() => server?.close(), 240_000);

  /** Something of each kind: imports in each state, rounds in each state. */
  async function fillTheBooks(): Promise<void> {
    await commitSamples(server, 'ke-hoach-von-2025.xlsx', 'giai-ngan-2025-06-30.xlsx');
    await server.uploadSample('giai-ngan-2025-09-30.xlsx');
    const bad = 'chu-trong-so-tien.xlsx';
    await server.upload(bad, await readFile(faulty(bad)));
    await server.upload('ma-la.xlsx', await smallPlan(Array.from({ length: 60 }, (_, index) => ODD(index))));
    const calls = roundCalls(server);
    const open = (basisPoints: number, more = {}) =>
      calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: basisPoints, ...more });
    await open(220, { draft: true });
    const asked = await open(221);
    await server.post(`/api/v1/review-rounds/${asked.id}/explanation-requests`, { deadline: '2099-12-31' });
    for (const { projectId } of await calls.findings(asked.id)) {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array([1, 2, 3])]), 'bien-ban.pdf');
      const evidence = `/api/v1/review-rounds/${asked.id}/explanations/${projectId}/evidence`;
      await fetch(server.url + evidence, { method: 'POST', body: form });
    }
    const issued = await open(222);
    for (const { projectId } of await calls.findings(issued.id)) {
      await calls.dispose(issued.id, projectId, { verdict: 'recallAll' });
    }
    await calls.step(issued.id, 'issue');
    await open(223);
  }

  it('is reached by links from the first one, and no link leads nowhere', async () => {
    const routes = routesOfPages();
    const visited = new Set<string>();
    const reached = new Set<string>();
    const broken: string[] = [];
    const seen = new Set(['/']);
    const queue = ['/'];
    const visit = async (address: string, from: string): Promise<void> => {
      const response = await server.get(address);
      if (response.status >= 400) broken.push(`${response.status} ${address} (on ${from})`);
      const isPage = (response.headers.get('content-type') ?? '').startsWith('text/html');
      const { gets, posts } = addressesOf(isPage ? await response.text() : '');
      for (const action of posts) {
        const route = routeOf(routes, 'POST', new URL(action || address, server.url).pathname);
        if (route === undefined) broken.push(`no route for the form ${action} (on ${address})`);
      }
      for (const next of gets) {
        if (seen.has(next)) continue;
        seen.add(next);
        queue.push(next);
        origins.set(next, address);
      }
    };
    const origins = new Map<string, string>();
    while (queue.length > 0) {
      const address = queue.shift()!;
      const { pathname } = new URL(address, server.url);
      const route = routeOf(routes, 'GET', pathname);
      const [owner = ''] = /[0-9a-f-]{36}/.exec(pathname) ?? [];
      // a page looks the same for each project, but not for each round or import; a file is written by one function for all
      const isMember = /^\/(?:dot-ra-soat|nhap-lieu)\//.test(pathname) && !/\.[a-z]+$/.test(pathname);
      const key = `${route?.path ?? pathname} ${isMember ? owner : ''}`;
      if (visited.has(key)) continue;
      visited.add(key);
      if (route !== undefined) reached.add(`GET ${route.path}`);
      await visit(address, origins.get(address) ?? '–');
    }
    expect(broken).toEqual([]);
    const missing = routes.filter(({ method, path }) => method === 'GET' && !reached.has(`GET ${path}`));
    expect(missing.map(({ path }) => path)).toEqual([]);
  }, 120_000);
});
