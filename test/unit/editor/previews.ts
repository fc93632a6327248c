import * as vscode from 'vscode';
import {
  DropoutCodeLensProvider,
  DropoutHoverProvider,
  DropoutInlayHintsProvider,
} from '../../../src/editor';
import { listOf } from '../../../src/cli/formats/text';
import { reportOf } from '../../../src/cli/report';
import type { LensStyle } from '../../../src/editor/codeLens';
import { previews } from '../../../src/previews';
import { mappedCall } from '../../../src/previews/mappedCall';
import { toldProblem } from '../../../src/previews/toldProblem';
import type { DropoutDocuments } from '../../../src/reading';
import { NOTHING_REPLAYED } from '../../../src/editor/lazyReplays';
import type { OpenRequest } from '../../../src/playground';
import { analyze, type DropoutSite, layerAt, RULES } from '../../../src/python';
import type { GeneratorName } from '../../../src/torch';
import { resolved } from '../../../src/editor/lateLens';
import { problemsBySite } from '../../../src/editor/problems';
import { PREVIEW_QUESTIONS, type PreviewQuestions } from '../../../src/protocol/reading';
import { checked } from '../../../src/worker/checked';
import type { Settings } from '../../../src/services/settings';
import { WhatIfs } from '../../../src/services/whatIfs';
import { rendered } from '../../renderedMarkdown';
import { documentOf } from './documentOf';
import { UNCANCELLED } from '../../../src/services/uncancelled';

/** All that the editor says of one dropout call, as a reader sees it. */
export interface Said {
  /** The titles of the lenses in each style. */
  readonly lenses: Readonly<Record<LensStyle, readonly string[]>>;
  /** What shows when the mouse rests on a lens. */
  readonly tooltips: readonly string[];
  /** The hover on the call, without its links' targets, its picture and the code in it. */
  readonly hover: string;
  /** The lines of code, and of what it prints, in the hover. */
  readonly code: string;
  /** The hints within the call, and what shows when the mouse rests on one. */
  readonly hints: readonly string[];
  /** What is said of it elsewhere: by problems and their fixes, the map, and `list` on the command line. */
  readonly elsewhere: readonly string[];
  /** What opens in the playground. */
  readonly request: OpenRequest | undefined;
}

/** What a reader has who has set nothing. */
const DEFAULTS = {
  get: (name: string) => (name === 'problems.enabled' ? true : 'default'),
} as unknown as Settings;

/** Previews as the reader makes them, of what has gone to it and back. */
export const previewHere = ((question: (asked: PreviewQuestions) => unknown) =>
  Promise.resolve(question(travelling))) as unknown as DropoutDocuments['preview'];

const travelling = Object.fromEntries<unknown>(
  Object.entries(checked<PreviewQuestions>(PREVIEW_QUESTIONS, previews)).map(([name, answer]) => {
    const ask = answer as (...args: unknown[]) => unknown;
    return [name, (...args: unknown[]): unknown => structuredClone(ask(...structuredClone(args)))];
  }),
) as unknown as PreviewQuestions;

/**
 * What the editor says of the last dropout call in a script, or, for a place, of what stands there.
 *
 * @param tried a p that the reader tries for it
 */
export async function saidOf(
  text: string,
  options: { generator?: GeneratorName; tried?: DropoutSite['p']; at?: number } = {},
): Promise<Said> {
  const { generator = 'cpu', tried, at } = options;
  const analysis = analysisOf(text);
  const site = analysis.sites.at(-1);
  if (site === undefined) throw new Error(`no call of dropout in ${text}`);
  const document = documentOf(text);
  const documents = {
    isUnread: () => false,
    sitesOf: () => Promise.resolve(at === undefined ? [site] : []),
    problemsOf: () => Promise.resolve(analysis.problems.map(toldProblem)),
    preview: previewHere,
    layerAt: (_: unknown, offset: number) => {
      const layer = layerAt(analysis, 0, offset, {});
      return Promise.resolve(layer && { ...layer, documents: [document] });
    },
  } as unknown as DropoutDocuments;
  const whatIfs = new WhatIfs();
  if (tried !== undefined) whatIfs.applied = (_, found) => ({ ...found, p: tried, isTried: true });
  const drawing = { resamples: 0, generator };
  const replayed = () => NOTHING_REPLAYED;
  const lensesOf = async (style: LensStyle): Promise<vscode.Command[]> => {
    const lenses = new DropoutCodeLensProvider(
      documents,
      () => ({
        ...drawing,
        style,
        problemsBySite: (problems) => problemsBySite(problems, document, DEFAULTS),
      }),
      whatIfs,
      replayed,
    );
    const provided = (await lenses.provideCodeLenses(document, UNCANCELLED)) ?? [];
    const told = await Promise.all(provided.map(resolved));
    return told.flatMap(({ command }) => command ?? []);
  };
  const styles = {
    problems: await lensesOf('problems'),
    short: await lensesOf('short'),
    full: await lensesOf('full'),
  };
  const titles = (commands: readonly vscode.Command[]): readonly string[] =>
    commands.map(({ title }) => title);
  const position = document.positionAt(at ?? site.from + 1);
  const hover = await new DropoutHoverProvider(documents, () => drawing, whatIfs, replayed).provideHover(
    document,
    position,
    UNCANCELLED,
  );
  const markdown = (hover?.contents as unknown as { value: string } | undefined)?.value ?? '';
  const end = document.positionAt(document.getText().length);
  const everywhere = new vscode.Range(document.positionAt(0), end);
  const hints = await new DropoutInlayHintsProvider(documents).provideInlayHints(
    document,
    everywhere,
    UNCANCELLED,
  );
  const commands = Object.values(styles).flat();
  return {
    lenses: { problems: titles(styles.problems), short: titles(styles.short), full: titles(styles.full) },
    tooltips: commands.flatMap(({ tooltip }) => tooltip ?? []),
    hover: visible(markdown),
    code: [...markdown.matchAll(/```\w+\n([^]*?)\n```/g)].map(([, code]) => code).join('\n'),
    hints: hints.flatMap(({ label, tooltip }) => [label as string, tooltip as string]),
    // Nobody else knows of a p that is tried.
    elsewhere: tried === undefined ? elsewhere(analysis, site) : [],
    request: commands.flatMap(({ command, arguments: args }) =>
      command === 'dropoutPlayground.openCall' ? ((args?.[0] as OpenRequest | undefined) ?? []) : [],
    )[0],
  };
}

function elsewhere(analysis: ReturnType<typeof analyze>, site: DropoutSite): string[] {
  const { told } = mappedCall(site, { owner: '', name: '' });
  return [
    ...analysis.problems
      .map(toldProblem)
      .flatMap(({ site: key, text, fixes }) =>
        key === site.key ? [text, ...fixes.map(({ title }) => title)] : [],
      ),
    ...[told.p, told.eval, told.verdict],
    listed(analysis),
  ];
}

/** What `list` says of the p of the last call. */
function listed(analysis: ReturnType<typeof analyze>): string {
  const list = listOf([reportOf('model.py', analysis, undefined, new Set())]);
  return /.*: \S+, (p.*?)(?:, [^,]*)$/.exec(list)?.[1] ?? list;
}

let last: { text: string; analysis: ReturnType<typeof analyze> } | undefined;

/** What is read in a script, which is asked of in one way after another; as in an editor, on what was read in the text before. */
function analysisOf(text: string): ReturnType<typeof analyze> {
  if (last?.text !== text)
    last = { text, analysis: analyze([text], { notebook: false, rules: RULES }, last?.analysis) };
  return last.analysis;
}

/** The lenses above all calls of a script, as VS Code gets them before any comes into view. */
export async function lensesOf(
  text: string,
  style: LensStyle,
  preview = previewHere,
): Promise<readonly vscode.CodeLens[]> {
  const { sites, problems } = analysisOf(text);
  const documents = {
    isUnread: () => false,
    sitesOf: () => Promise.resolve(sites),
    problemsOf: () => Promise.resolve(problems.map(toldProblem)),
    preview,
  };
  const document = documentOf(text);
  const provider = new DropoutCodeLensProvider(
    documents as unknown as DropoutDocuments,
    () => ({
      ...{ resamples: 0, generator: 'cpu', style },
      problemsBySite: (found) => problemsBySite(found, document, DEFAULTS),
    }),
    new WhatIfs(),
    () => NOTHING_REPLAYED,
  );
  return (await provider.provideCodeLenses(document, UNCANCELLED)) ?? [];
}

/** Markdown as the reader sees it, without its picture and its code. */
function visible(markdown: string): string {
  return rendered(markdown).text.replace(/<\w+>/g, '\n');
}
