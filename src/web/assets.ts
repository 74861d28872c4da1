import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Injectable } from '@nestjs/common';

/** The style sheet in parts; later ones overrule earlier ones. */
const STYLES = ['base', 'frame', 'figures', 'forms-and-messages', 'tables', 'lists', 'narrow', 'print'];

export interface Asset {
  readonly bytes: Buffer;
  readonly type: string;
}

/** Files that pages load: the own style sheet and icon, and htmx from its package. Read once, at start. */
@Injectable()
export class Assets {
  readonly #files: ReadonlyMap<string, Asset>;
  /** of all files together: part of their address, so that a browser never shows an old one */
  readonly tag: string;

  constructor() {
    const own = (name: string): Buffer => readFileSync(new URL(`./public/${name}`, import.meta.url));
    const htmx = createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js');
    this.#files = new Map<string, Asset>([
      [
        'app.css',
        { bytes: Buffer.concat(STYLES.map((part) => own(`styles/${part}.css`))), type: 'text/css; charset=utf-8' },
      ],
      ['icon.svg', { bytes: own('icon.svg'), type: 'image/svg+xml' }],
      ['htmx.min.js', { bytes: readFileSync(htmx), type: 'text/javascript; charset=utf-8' }],
    ]);
    const hash = createHash('sha256');
    for (const { bytes } of this.#files.values()) hash.update(bytes);
    this.tag = hash.digest('hex').slice(0, 12);
  }

  find(name: string): Asset | null {
    return this.#files.get(name) ?? null;
  }
}
