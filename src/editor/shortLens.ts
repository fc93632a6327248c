import * as vscode from 'vscode';
import { reprNumber } from '../torch';
import { fitted, type LensMaker } from './lens';
import { clearLens, type LensSubject, openingLens, placeLens, whatIfLens } from './lensSubject';
import { milestones } from './provenance';
import { problemOf, type SiteProblem } from './siteProblem';
import { effectTexts, isGuess, probabilityText } from './texts';
import { unknownReason } from './unknownTexts';

/** What is wrong with a call, and nothing where all is well. */
export function problemLenses(subject: LensSubject): readonly LensMaker[] {
  const problem = problemOf(subject.site);
  if (problem === undefined) return [];
  const tryIt = vscode.l10n.t('Try it');
  const title = (): string => fitted([problemTitle(subject, problem)], [tryIt]);
  // What mends it would stand between the two.
  return [
    () => placeLens(title(), milestones(subject.document, subject.site)),
    // Of what drops nothing there is nothing to see.
    ...(problem === 'oneLayer' ? [] : [() => openingLens(subject, tryIt)]),
  ];
}

function problemTitle({ site }: LensSubject, problem: SiteProblem): string {
  switch (problem) {
    case 'refused':
      return WARNING + vscode.l10n.t('{0} is no probability', probabilityText(site));
    case 'oneLayer':
      return WARNING + vscode.l10n.t('drops nothing: it has one layer');
    case 'staysOn':
      return WARNING + vscode.l10n.t('stays on in eval()');
  }
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
  return [from(place), from(vscode.l10n.t('another file'))];
}
