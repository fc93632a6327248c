import type { DropoutSite } from '../protocol/reading';

/** What is wrong with a call: PyTorch refuses its p; it has nothing to drop before; or it drops in eval mode as well. */
export type SiteProblem = 'refused' | 'oneLayer' | 'staysOn';

/**
 * What is wrong with a call, as far as what was read of it tells; undefined where nothing is. Lenses show it and the
 * status bar counts it, and both ask here.
 */
export function problemOf({ p, isIdle, verdict, key }: DropoutSite): SiteProblem | undefined {
  const value = p.known ? p.number.value : undefined;
  if (value !== undefined && !(value >= 0 && value <= 1)) return 'refused';
  if (isIdle) return value !== undefined && value > 0 ? 'oneLayer' : undefined;
  // Who writes `training=True` means it; and a script or a cell that shows what dropout does has no eval mode.
  const isMeant = verdict.reason === 'always' || !IN_FORWARD.test(key);
  return verdict.silenced === 'no' && value !== 0 && !isMeant ? 'staysOn' : undefined;
}

/** What starts the key of a call in a method that runs at each call of a module: `Net.forward/Dropout/0`. */
const IN_FORWARD = /^[^/]*\.forward\//;

/** Where dropout is only a part of what a call does, and off by default, the inlay hint says enough. */
export function isWorthALens({ within, p }: DropoutSite): boolean {
  return within === undefined || !p.known || p.source !== 'default' || p.number.value !== 0;
}

/** How many calls there are, and in how many of them something is wrong. */
export interface Count {
  readonly calls: number;
  readonly problems: number;
}

/** Counts the calls of a file or notebook. */
export function countOf(sites: readonly DropoutSite[]): Count {
  const shown = sites.filter(isWorthALens);
  return { calls: shown.length, problems: shown.filter((site) => problemOf(site) !== undefined).length };
}
