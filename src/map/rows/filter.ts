import type { MappedCall, Problem } from '../../protocol/reading';

/** Which calls are shown. */
export interface Filter {
  readonly show: 'all' | 'problems' | 'unknown';
  /** In the name of the file, the class, the call or what is wrong with it, in capitals or not. */
  readonly name: string;
}

export const EVERYTHING: Filter = { show: 'all', name: '' };

export function isFiltered({ show, name }: Filter): boolean {
  return show !== 'all' || name !== '';
}

/** Whether a call is shown. @param path of its file; @param problems what is wrong with it */
export function passes(
  { show, name }: Filter,
  path: string,
  { owner, name: own, callee, state }: MappedCall,
  problems: readonly Pick<Problem, 'rule'>[],
): boolean {
  if (show === 'problems' && problems.length === 0) return false;
  if (show === 'unknown' && state !== 'unknown') return false;
  return hasName([path, owner, own, callee, ...problems.map(({ rule }) => rule)], name);
}

/** The same for what is wrong beside calls. */
export function passesAlone({ show, name }: Filter, path: string, { rule }: Pick<Problem, 'rule'>): boolean {
  return show !== 'unknown' && hasName([path, rule], name);
}

function hasName(texts: readonly string[], name: string): boolean {
  const wanted = name.toLowerCase();
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
