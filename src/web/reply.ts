import type { FastifyReply } from 'fastify';
import type { NamedBytes } from '../imports/imports.types.js';

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

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV = 'text/csv; charset=utf-8';

/** A file to save under its own name, never shown inside a page. */
export function sendFile(reply: FastifyReply, { file, bytes }: NamedBytes, type: string): void {
  void reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeRfc8187(file)}`)
    .type(type)
    .send(Buffer.from(bytes));
}

/** RFC 8187 value-chars: `encodeURIComponent` leaves ' ( ) * as they are, the header does not allow them. */
function encodeRfc8187(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
