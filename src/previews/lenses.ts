import * as l10n from '@vscode/l10n';
import {
  type AskedLenses,
  CLEAR_WHAT_IF,
  FIX,
  GO_TO_PLACE,
  type LensKind,
  type ToldCommand,
  WHAT_IF,
} from '../protocol/reading';
import { fullText, maskTitle } from './fullLens';
import { fitted } from './lens';
import { isFixable, isOpen, isSeen } from './lensKinds';
import { openCommand } from './openCommand';
import { previewOf } from './preview';
import { type Milestone, milestones } from './provenance';
import { maskLensText, replayedOpening, replayedText } from './replay/lens';
import { replayedCommand } from './replay/openRequest';
import { shortTitles } from './shortLens';
import { probabilityText } from './texts';

/** The lenses above a call, as many as were asked for. */
export function lensesOf(asked: AskedLenses): ToldCommand[] {
  let drawn: ReturnType<typeof previewOf> | undefined;
  const preview = () => (drawn ??= previewOf(asked.site, asked.uri, asked.options));
  return asked.kinds.map((kind) => lens(kind, asked, preview));
}

function lens(kind: LensKind, asked: AskedLenses, preview: () => ReturnType<typeof previewOf>): ToldCommand {
  const { site, uri, problem, replayed } = asked;
  const reference = { uri, key: site.key };
  /** Into the playground: to that very call where it was replayed. */
  const opening = (title: string): ToldCommand =>
    replayed === undefined
      ? { ...openCommand(asked, preview()), title }
      : replayedCommand(replayed.shown, title);
  switch (kind) {
    case 'wrong': {
      const others = problem === undefined ? [] : othersOf(problem);
      return leadingTo(fitted([WARNING + (problem?.short ?? '')], others), milestones(asked));
    }
    case 'fix':
      return {
        title: l10n.t('Fix'),
        command: FIX,
        tooltip: problem?.fixes[0]?.title ?? '',
        arguments: [{ uri, site: problem?.site, rule: problem?.rule }],
      };
    case 'short': {
      const way = site.isTried ? [] : milestones(asked);
      const other = isOpen(site) ? tryOther() : tryIt();
      return leadingTo(fitted(shortTitles(site, way.at(-1)?.text), [other]), way);
    }
    case 'full': {
      const way = site.isTried ? [] : milestones(asked);
      return leadingTo(fullText(site, way, preview()), way);
    }
    case 'tried':
      return { title: probabilityText(site), command: WHAT_IF, arguments: [reference] };
    case 'replayed':
      return { title: replayed === undefined ? '' : replayedText(replayed), command: '' };
    case 'open':
      return opening(tryIt());
    case 'openReplayed':
      return opening(replayed === undefined ? '' : replayedOpening(replayed));
    case 'mask':
      return opening(replayed === undefined ? maskTitle(preview()) : maskLensText(replayed.group));
    case 'tryOther':
      return { title: tryOther(), command: WHAT_IF, arguments: [reference] };
    case 'whatIf':
      return { title: l10n.t('What if p = …'), command: WHAT_IF, arguments: [reference] };
    case 'clear':
      return { title: l10n.t('Clear what-if'), command: CLEAR_WHAT_IF, arguments: [reference] };
  }
}

/** A plain space behind an icon is lost in a lens. */
const WARNING = '$(warning)\u00a0';

function tryIt(): string {
  return l10n.t('Try it');
}

function tryOther(): string {
  return l10n.t('Try a p');
}

/** What stands beside a warning. */
function othersOf(problem: NonNullable<AskedLenses['problem']>): readonly string[] {
  return [...(isFixable(problem) ? [l10n.t('Fix')] : []), ...(isSeen(problem) ? [tryIt()] : [])];
}

/** A lens that leads to the place where p is written, where that is known to be elsewhere. */
function leadingTo(title: string, way: readonly Milestone[]): ToldCommand {
  const target = way.at(-1)?.target;
  if (target === undefined) return { title, command: '' };
  const tooltip = l10n.t('Go to the place where p is written');
  return { title, command: GO_TO_PLACE, arguments: [target], tooltip };
}
