import type { FollowedCall, SeenCall } from '../playground';

/**
 * What changed in a call since it was last read, as far as the playground can show it; nothing the first time, for
 * then the playground shows what the reader made of it.
 */
export function changesIn(now: SeenCall, before: SeenCall | undefined): Omit<FollowedCall, 'origin'> {
  if (before === undefined) return {};
  const { kind, inplace, seed, p } = now;
  const isNew = p !== undefined && (p.type !== before.p?.type || p.value !== before.p.value);
  return {
    ...(kind === before.kind ? {} : { kind }),
    ...(inplace === before.inplace ? {} : { inplace }),
    ...(isNew && p.value >= 0 && p.value <= 1 ? { p } : {}),
    ...(seed === undefined || seed === before.seed ? {} : { seed }),
  };
}
