import { Tag } from './components.js';
import { IMPORT_STATE_NAMES } from './words.js';
import type { ImportState } from '../../imports/imports.types.js';

/** State of an import as a coloured word. */
export function ImportStateTag({ state }: { readonly state: ImportState }) {
  const { name, tone } = IMPORT_STATE_NAMES[state];
  return <Tag tone={tone}>{name}</Tag>;
}
