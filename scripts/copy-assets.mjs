import { cpSync } from 'node:fs';

/** Style sheets and pictures of the pages, beside the compiled pages that serve them. */
cpSync('src/web/public', 'dist/src/web/public', { recursive: true });
