import type { FollowedCall } from '../playground';
import type { DropoutSite } from '../python';

/** What is read of a call and may change. */
export type Seen = Pick<DropoutSite, 'kind' | 'inplace' | 'p' | 'seed'>;

/**
 * What changed in a call since it was last read, as far as the playground can show it; nothing the first time, for
 * then the playground shows what the reader made of it.
 */
export function changesIn(now: Seen, before: Seen | undefined): Omit<FollowedCall, 'origin'> {
  if (before === undefined) return {};
  const { kind, inplace, seed } = now;
  const p = now.p.known ? now.p.number : undefined;
  const earlier = before.p.known ? before.p.number : undefined;
  const isNew = p !== undefined && (p.type !== earlier?.type || p.value !== earlier.value);
  return {
    ...(kind === before.kind ? {} : { kind }),
    ...(inplace === before.inplace ? {} : { inplace }),
    ...(isNew && p.value >= 0 && p.value <= 1 ? { p } : {}),
    ...(seed === undefined || seed === before.seed ? {} : { seed }),
  };
}
