import type { DropoutSite } from '../protocol/reading';

/** Where dropout is only a part of what a call does, and off by default, the inlay hint says enough. */
export function isWorthALens({ within, p }: DropoutSite): boolean {
  return within === undefined || !p.known || p.source !== 'default' || p.number.value !== 0;
}
