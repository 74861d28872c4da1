import type { FastifyReply } from 'fastify';

/** Pages are drawn for the moment: a list shown from a cache would hide what was written since. */
export function sendPage(reply: FastifyReply, html: string, status = 200): void {
  void reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
}

/** POST-redirect-GET: F5 and Back never write twice. */
export function seeOther(reply: FastifyReply, path: string): void {
  void reply.code(303).header('location', path).header('cache-control', 'no-store').send();
}

export function sendSvg(reply: FastifyReply, svg: string): void {
  void reply.header('cache-control', 'no-store').type('image/svg+xml').send(svg);
}
