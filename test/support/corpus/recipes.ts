import { OFFICE_RECIPES } from './ok-offices.js';
import { OTHER_RECIPES } from './ok-others.js';
import { PLAN_RECIPES } from './ok-plans.js';
import type { Recipe } from './workbook-recipe.js';

/** Every clean workbook of the corpus. */
export const OK_RECIPES: readonly Recipe[] = [...PLAN_RECIPES, ...OTHER_RECIPES, ...OFFICE_RECIPES];
