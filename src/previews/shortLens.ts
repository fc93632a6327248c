import * as l10n from '@vscode/l10n';
import type { TriedSite } from '../protocol/reading';
import { reprNumber } from '../torch';
import { openText, unknownReason } from '../wording';
import { effectTexts, isGuess, passedText, probabilityText, valueText } from './texts';

/** What a call is told by, the fullest first. @param place where its p is written, if that is elsewhere */
export function shortTitles(site: TriedSite, place: string | undefined): readonly string[] {
  const { p, active, isIdle } = site;
  if (active === 'never' || isIdle) return effectTexts(site);
  if (!p.known) return [openText(p, unknownReason)];
  if (place === undefined) return effectTexts(site);
  const value = reprNumber(p.number);
  const from = isGuess(site)
    ? (where: string) => l10n.t('p = {0}? guessed from {1}', value, where)
    : (where: string) => l10n.t('p = {0} from {1}', value, where);
  const passed = passedText(site);
  if (passed !== '') return [probabilityText(site), from(place), from(l10n.t('another file'))];
  const byDefault = p.beside.find(({ code }) => code === 'default');
  if (byDefault !== undefined)
    return [l10n.t('{0}, {1} by default', from(place), valueText(byDefault)), from(place)];
  return [from(place), from(l10n.t('another file'))];
}
