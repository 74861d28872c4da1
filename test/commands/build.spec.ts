import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const folder = (path: string): URL => new URL(`../../${path}/`, import.meta.url);

describe('the build', () => {
  it('holds every style sheet and picture that the compiled pages serve', () => {
    const source = folder('src/web/public');
    const files = readdirSync(source, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const path = `${file.parentPath}/${file.name}`.slice(source.pathname.length).replace(/^\//, '');
      expect(readFileSync(new URL(path, folder('dist/src/web/public')), 'utf8')).toBe(
        readFileSync(new URL(path, source), 'utf8'),
      );
    }
  });
});
