import * as vscode from 'vscode';
import type { GeneratorName } from '../torch';
import { CLEAR_WHAT_IF, type TriedSite, WHAT_IF, type WhatIfReference } from '../services/whatIfs';
import { openCommand } from './openCommand';
import type { previewOf } from './preview';
import { GO_TO_PLACE, type Milestone } from './provenance';
import type { SiteProblem } from './problems';
import type { ReplayedSite } from './replay';

/** What the lenses above a call are about. */
export interface LensSubject {
  readonly document: vscode.TextDocument;
  readonly site: TriedSite;
  /** The most serious thing that is wrong with it. */
  readonly problem: SiteProblem | undefined;
  readonly replayed: ReplayedSite | undefined;
  /** What is drawn for the call, once for all of its lenses. */
  readonly preview: () => ReturnType<typeof previewOf>;
  readonly generator: GeneratorName;
}

/** A lens that leads into the playground: to that very call where it was replayed. */
export function openingLens(
  { document, site, replayed, preview, generator }: LensSubject,
  title: string,
): vscode.Command {
  return { title, ...(replayed?.open() ?? openCommand(document, site, preview(), generator)) };
}

/** A lens that leads to the place where p is written, where that is known to be elsewhere. */
export function placeLens(title: string, way: readonly Milestone[]): vscode.Command {
  const target = way.at(-1)?.target;
  if (target === undefined) return { title, command: '' };
  const tooltip = vscode.l10n.t('Go to the place where p is written');
  return { title, command: GO_TO_PLACE, arguments: [target], tooltip };
}

/** A lens that asks for a p to try. */
export function whatIfLens(subject: LensSubject, title: string): vscode.Command {
  return { title, command: WHAT_IF, arguments: [referenceTo(subject)] };
}

/** A lens that forgets the p that is tried. */
export function clearLens(subject: LensSubject): vscode.Command {
  const title = vscode.l10n.t('Clear what-if');
  return { title, command: CLEAR_WHAT_IF, arguments: [referenceTo(subject)] };
}

function referenceTo({ document, site }: LensSubject): WhatIfReference {
  return { uri: document.uri.toString(), key: site.key };
}
