import * as vscode from 'vscode';
import { reprNumber } from '../torch';
import { fitted, type LensMaker } from './lens';
import { clearLens, type LensSubject, openingLens, placeLens, whatIfLens } from './lensSubject';
import { milestones } from './provenance';
import { shortProblem, unknownReason } from '../wording';
import { effectTexts, isGuess, passedText, probabilityText, valueText } from './texts';

/** What is wrong with a call, and nothing where all is well. What is only a hint is no warning. */
export function problemLenses(subject: LensSubject): readonly LensMaker[] {
  const { problem, fix } = subject.problem ?? {};
  const text = problem === undefined || problem.severity === 'hint' ? undefined : shortProblem(problem);
  if (problem === undefined || text === undefined) return [];
  const tryIt = vscode.l10n.t('Try it');
  // Of what drops nothing there is nothing to see.
  const isSeen = problem.rule !== 'single-layer-rnn';
  const others = [...(fix === undefined ? [] : [fix.title]), ...(isSeen ? [tryIt] : [])];
  return [
    () => placeLens(fitted([WARNING + text], others), milestones(subject.document, subject.site)),
    ...(fix === undefined ? [] : [() => fix]),
    ...(isSeen ? [() => openingLens(subject, tryIt)] : []),
  ];
}

/** A plain space behind an icon is lost in a lens. */
const WARNING = '$(warning)\u00a0';

/** What matters most of a call, and the way into the playground: at most 45 characters. */
export function shortLenses(subject: LensSubject): readonly LensMaker[] {
  const { document, site, replayed } = subject;
  const problem = problemLenses(subject);
  if (problem.length > 0) return problem;
  if (replayed?.short !== undefined) return replayed.short;
  const { p, isTried } = site;
  const tryIt = vscode.l10n.t('Try it');
  if (isTried)
    return [
      () => whatIfLens(subject, probabilityText(site)),
      () => openingLens(subject, tryIt),
      () => clearLens(subject),
    ];
  // Where p is open, or nothing drops unless somebody sets another one, there is more to see with one of one's own.
  const isOpen = !p.known || (p.number.value === 0 && p.unless !== undefined);
  const other = isOpen ? vscode.l10n.t('Try a p') : tryIt;
  return [
    () => {
      const way = milestones(document, site);
      return placeLens(fitted(titles(subject, way.at(-1)?.text), [other]), way);
    },
    () => (isOpen ? whatIfLens(subject, other) : openingLens(subject, other)),
  ];
}

/** What a call is told by, the fullest first. @param place where its p is written, if that is elsewhere */
function titles({ site }: LensSubject, place: string | undefined): readonly string[] {
  const { p, active, isIdle } = site;
  if (active === 'never' || isIdle) return effectTexts(site);
  if (!p.known) return [vscode.l10n.t('p unknown: {0}', unknownReason(p))];
  if (place === undefined) return effectTexts(site);
  const value = reprNumber(p.number);
  const from = isGuess(site)
    ? (where: string) => vscode.l10n.t('p = {0}? guessed from {1}', value, where)
    : (where: string) => vscode.l10n.t('p = {0} from {1}', value, where);
  const passed = passedText(site);
  if (passed !== '') return [probabilityText(site), from(place), from(vscode.l10n.t('another file'))];
  const byDefault = p.beside.find(({ code }) => code === 'default');
  if (byDefault !== undefined)
    return [vscode.l10n.t('{0}, {1} by default', from(place), valueText(byDefault)), from(place)];
  return [from(place), from(vscode.l10n.t('another file'))];
}
