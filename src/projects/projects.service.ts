import type { Page, PageRequest } from '../http/page.js';
import type { Result } from '../http/refusal.js';
import type {
  Perspective,
  PerspectiveRequest,
  ProjectDetail,
  ProjectFilter,
  ProjectRow,
  ProjectTimeline,
  YearState,
} from './projects.types.js';

/** Announced signatures; the class that keeps them replaces this declaration. */
export declare class ProjectsService {
  /** fills in plan year, day and instant */
  perspective(request: PerspectiveRequest): Promise<Result<Perspective>>;
  list(filter: ProjectFilter, perspective: Perspective, page: PageRequest): Promise<Result<Page<ProjectRow>>>;
  find(id: string, perspective: Perspective): Promise<Result<ProjectDetail>>;
  timeline(id: string, perspective: Perspective): Promise<Result<ProjectTimeline>>;
  /** count, plan, disbursement, by source and by reported day, of the filtered projects */
  yearState(filter: ProjectFilter, perspective: Perspective): Promise<YearState>;
  /** distinct values for filters */
  facets(perspective: Perspective): Promise<{ investors: string[]; sectors: string[]; locations: string[] }>;
}
