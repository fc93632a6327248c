import * as l10n from '@vscode/l10n';
import type { DropoutSite, MappedCall } from '../protocol/reading';
import { reprNumber } from '../torch';
import { openText, placeText, shortVerdict, unknownReason, verdictSentence } from '../wording';

/** A call as the map knows it, with what is said of it there. @param name what it is known by */
export function mappedCall(site: DropoutSite, name: Pick<MappedCall, 'owner' | 'name'>): MappedCall {
  const { key, cell, from, line, verdict, within } = site;
  return {
    ...name,
    key,
    cell,
    from,
    line,
    callee: site.name,
    state: stateOf(site),
    told: {
      p: probabilityText(site),
      eval: evalText(site),
      verdict: verdictSentence(verdict, within),
      ...writtenText(site),
    },
  };
}

function stateOf({ p, active, isIdle, form }: DropoutSite): MappedCall['state'] {
  if (!p.known) return 'unknown';
  if (p.number.value === 0 || active === 'never' || isIdle) return 'idle';
  return form === 'module' ? 'layer' : 'function';
}

/** What p is, and where it is from. */
function probabilityText({ p, omitted, cell }: DropoutSite): string {
  if (!p.known) return openText(p, unknownReason);
  const value = reprNumber(p.number);
  if (p.source === 'default') return l10n.t('{0} = {1} (default)', omitted ?? 'p', value);
  const place = p.steps.at(-1)?.place;
  if (place === undefined) return `p = ${value}`;
  const from = placeText(place, cell);
  return p.guessed
    ? l10n.t('p = {0}? guessed from {1}', value, from)
    : l10n.t('p = {0} from {1}', value, from);
}

/** The number that p is, and where that is written, for a table. */
function writtenText({ p, cell }: DropoutSite): Pick<MappedCall['told'], 'value' | 'from'> {
  if (!p.known) return { value: '', from: unknownReason(p) };
  const place = p.steps.at(-1)?.place;
  const from = p.source === 'default' ? l10n.t('default') : place === undefined ? '' : placeText(place, cell);
  return { value: `${reprNumber(p.number)}${p.guessed ? '?' : ''}`, from };
}

/** What `eval()` leaves of a call, or why there is nothing to leave. */
function evalText({ active, isIdle, verdict }: DropoutSite): string {
  if (active === 'never') return l10n.t('off, training is False');
  return isIdle ? l10n.t('drops nothing: it has one layer') : shortVerdict(verdict);
}
