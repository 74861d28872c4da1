import type { Problem } from './problem.js';

/** What `src/web` provides under this token so that people see a page where programs see problem+json. */
export const ERROR_PAGES = Symbol('ERROR_PAGES');

export interface ErrorPages {
  /** a whole HTML document in Vietnamese */
  render(problem: Problem): string;
}
