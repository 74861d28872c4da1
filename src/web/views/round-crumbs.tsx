import type { ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import { Crumbs } from './components.js';

/** Where a page inside a round stands; `project` between the round and the page where there is one. */
export function RoundCrumbs({
  round,
  here,
  project,
}: {
  readonly round: ReviewRoundView;
  readonly here: string;
  readonly project?: { readonly projectId: string; readonly name: string };
}) {
  const path = `/dot-ra-soat/${round.id}`;
  const trail: [string, string][] = [
    ['/dot-ra-soat', 'Đợt rà soát'],
    [path, round.rule.name],
  ];
  if (project !== undefined) trail.push([`${path}/du-an/${project.projectId}`, project.name]);
  return <Crumbs trail={trail} here={here} />;
}
