import type { LensKind, ToldProblem, TriedSite } from '../protocol/reading';

/** What is known of a call that decides which lenses it has. */
export interface LensFacts {
  readonly site: TriedSite;
  /** The most serious thing that is wrong with it. */
  readonly problem: ToldProblem | undefined;
  /** What replay knows of it: whether it has a mask to show, and whether what it came to is certain. */
  readonly replayed: { readonly hasMask: boolean; readonly isCertain: boolean } | undefined;
}

/** Which lenses a call has in each style; what they say is made only when they come into view. */
export const LENS_KINDS = { problems: problemLenses, short: shortLenses, full: fullLenses } as const;

/** What is wrong with a call, and nothing where all is well. What is only a hint is no warning. */
function problemLenses({ problem }: LensFacts): readonly LensKind[] {
  if (problem?.short === undefined || problem.severity === 'hint') return [];
  return [
    'wrong',
    ...(isFixable(problem) ? (['fix'] as const) : []),
    ...(isSeen(problem) ? (['open'] as const) : []),
  ];
}

export function isFixable({ fixes, site }: ToldProblem): boolean {
  return fixes.length > 0 && site !== undefined;
}

/** Of what drops nothing there is nothing to see. */
export function isSeen({ rule }: ToldProblem): boolean {
  return rule !== 'single-layer-rnn';
}

/** What matters most of a call, and the way into the playground. */
function shortLenses(facts: LensFacts): readonly LensKind[] {
  const problem = problemLenses(facts);
  if (problem.length > 0) return problem;
  if (facts.replayed?.isCertain === true) return ['replayed', 'openReplayed'];
  if (facts.site.isTried) return ['tried', 'open', 'clear'];
  return ['short', isOpen(facts.site) ? 'tryOther' : 'open'];
}

/** Where p is open, or nothing drops unless somebody sets another one, there is more to see with one of one's own. */
export function isOpen({ p }: TriedSite): boolean {
  return !p.known || (p.number.value === 0 && p.unless !== undefined);
}

/** All that can be told of a call in a line: the way to its p, what it does, whether `eval()` silences it, and a mask. */
function fullLenses({ site, replayed }: LensFacts): readonly LensKind[] {
  const hasMask = replayed?.hasMask ?? drawsMask(site);
  return [
    'full',
    'open',
    ...(hasMask ? (['mask'] as const) : []),
    ...(site.isTried ? (['clear'] as const) : isOpen(site) ? (['whatIf'] as const) : []),
  ];
}

/** Whether a call draws a mask of its own: with p = 0 or 1, or turned off, it draws none, and PyTorch refuses any p above 1. */
function drawsMask({ p, active, within }: TriedSite): boolean {
  return within === undefined && p.known && p.number.value > 0 && p.number.value < 1 && active !== 'never';
}
