import type { FundingSource } from '../domain/funding-sources.js';

/** Announced signatures; the class that keeps them replaces this declaration. */
export declare class FundingSourcesService {
  /** the catalogue, in the order of official tables */
  list(): Promise<readonly FundingSource[]>;
}
