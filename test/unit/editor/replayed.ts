import * as vscode from 'vscode';
import {
  EditedCells,
  replayedSites,
  ReplayHintsProvider,
  ReplayHoverProvider,
  ReplayLensProvider,
  Replays,
  ReplayStatusBarProvider,
} from '../../../src/editor/replay';
import { isItself } from '../../../src/editor/replay/atSites';
import { maskLensText } from '../../../src/previews/replay/lens';
import { openingText } from '../../../src/previews/replay/openRequest';
import type { Tracks } from '../../../src/reading';
import { Replayer } from '../../../src/worker/replayer';
import { rendered } from '../../renderedMarkdown';
import { documentOf } from './documentOf';
import { previewHere } from './previews';
import { UNCANCELLED } from '../../../src/services/uncancelled';

/** A script; or a cell of a notebook, with what its last run left behind. */
export interface Cell {
  readonly code: string;
  readonly printed?: string;
  readonly result?: string;
  /** The number in brackets beside it. */
  readonly order?: number;
  /** Whether it was edited since it ran. */
  readonly isEdited?: boolean;
}

/** A text, and where in the code it shows. */
export interface SaidAt {
  readonly from: number;
  readonly text: string;
  /** What shows when the mouse rests on it. */
  readonly tooltip: string;
}

/** All that replay says of a script, or of one cell, as a reader sees it. */
export interface SaidByReplay {
  /** Behind lines, with where these end. */
  readonly hints: readonly SaidAt[];
  /** Those above a call together. */
  readonly lenses: readonly SaidAt[];
  /** The masks in the lenses of what can be read of a call. */
  readonly masks: readonly SaidAt[];
  /** Below a cell, with what a click does. */
  readonly items: readonly (Omit<SaidAt, 'from'> & { readonly leads: string })[];
  /** On calls and on what is shown: without targets, with the code that they show and the texts of their pictures. */
  readonly hovers: readonly {
    readonly from: number;
    readonly to: number;
    readonly text: string;
    readonly pictures: readonly string[];
    readonly code: readonly string[];
  }[];
}

/** Replays right here, where nothing is ever edited. */
export const readingHere: ConstructorParameters<typeof Replays>[0] = {
  replayer: { replay: (texts, options) => Promise.resolve(new Replayer().replay([...texts], options)) },
  tracks: { since: () => [] } as unknown as Tracks,
  documents: { preview: previewHere, installed: () => Promise.resolve([]) },
  endurance: { onTryAgain: new vscode.EventEmitter<void>().event },
  environments: { onDidChange: new vscode.EventEmitter<void>().event },
  log: { debug: () => undefined, warn: () => undefined, error: () => undefined },
};

/** What replay says of a script, or of one of a notebook's cells: of the last where none is named. */
export async function saidByReplay(
  cells: readonly [Cell, ...Cell[]],
  options: {
    readonly notebook?: boolean;
    readonly backend?: 'cpu' | 'cpu-mkl';
    readonly cell?: number;
    /** Whether the document was changed since, of which no replay comes. */
    readonly isChanged?: boolean;
  } = {},
): Promise<SaidByReplay> {
  const { notebook = false, backend = 'cpu', cell: index = -1, isChanged = false } = options;
  const book = notebookOf(cells);
  const open = vscode.workspace.notebookDocuments as unknown[];
  open.splice(0, open.length, ...(notebook ? [book] : []));
  const cell = book.getCells().at(index);
  if (cell === undefined) throw new Error('there is a cell at least');
  const { document } = cell;
  let isReplaying = true;
  const { replay } = readingHere.replayer;
  const replayer = {
    replay: (...asked: Parameters<typeof replay>): ReturnType<typeof replay> =>
      isReplaying ? replay(...asked) : new Promise(() => undefined),
  };
  const replays = new Replays({ ...readingHere, replayer }, () => ({ resamples: 0, backend }));
  const replayed = await replays.of(document, UNCANCELLED);
  if (isChanged) {
    isReplaying = false;
    Object.assign(document, { version: document.version + 1 });
  }
  const everywhere = {
    ...{ start: { line: 0 }, end: { line: Infinity }, contains: () => true },
  } as unknown as vscode.Range;
  const hints = await new ReplayHintsProvider(replays).provideInlayHints(document, everywhere, UNCANCELLED);
  const provider = new ReplayLensProvider(replays, () => Promise.resolve(new Set<number>()));
  const lenses = new Map<number, vscode.CodeLens[]>();
  for (const lens of await provider.provideCodeLenses(document, UNCANCELLED)) {
    const from = document.offsetAt(lens.range.start);
    lenses.set(from, [...(lenses.get(from) ?? []), lens]);
  }
  const edited = new EditedCells();
  edited.has = (one) =>
    cells.some(({ isEdited }, i) => isEdited === true && book.getCells()[i]?.document === one);
  const below = new ReplayStatusBarProvider(replays, edited);
  const items = notebook ? await below.provideCellStatusBarItems(cell, UNCANCELLED) : [];
  // Where a call ends, and where something is shown.
  const spots = [
    ...[...(replayed?.calls ?? []), ...(replayed?.missed ?? [])].map(({ to }) => to),
    ...(replayed?.ended ?? []).flatMap(({ from, left }) => [
      from,
      ...left().flatMap((one) =>
        Array.from(
          document
            .getText()
            .slice(one.from, one.to)
            .matchAll(/\w+(?=\()/g),
          ({ index }) => one.from + index,
        ),
      ),
    ]),
    ...(replayed?.values ?? []).map(({ line, value }) => {
      const { text, range } = document.lineAt(line);
      return document.offsetAt(range.start) + (value.form === 'result' ? text.length : text.indexOf('print'));
    }),
  ];
  const hovers: SaidByReplay['hovers'][number][] = [];
  for (const spot of new Set(spots)) {
    const position = document.positionAt(spot);
    const hover = await new ReplayHoverProvider(replays).provideHover(document, position, UNCANCELLED);
    if (hover !== undefined) hovers.push(hoverSaid(document, hover));
  }
  return {
    hints: hints.map(({ position, label, tooltip }) => ({
      ...{ from: document.offsetAt(position), text: label as string, tooltip: tooltip as string },
    })),
    lenses: [...lenses].map(([from, line]) => ({
      ...{ from, text: line.map(({ command }) => command?.title).join(' | ') },
      tooltip: line.at(-1)?.command?.tooltip ?? '',
    })),
    masks: [...new Set(replayed?.calls.filter(isItself).map(({ from }) => from))].flatMap((from) => {
      const site = replayed && replayedSites(document, replayed).get(from);
      if (site?.hasMask !== true) return [];
      const { group, shown } = structuredClone(site.asked(false));
      return [{ from, text: maskLensText(group), tooltip: openingText(shown) }];
    }),
    items: items.map(({ text, tooltip, command }) => ({
      ...{ text, tooltip: tooltip ?? '', leads: (command as vscode.Command | undefined)?.title ?? '' },
    })),
    hovers,
  };
}

function hoverSaid(document: vscode.TextDocument, hover: vscode.Hover): SaidByReplay['hovers'][number] {
  const { value } = hover.contents as unknown as { value: string };
  const { start, end } = hover.range ?? new vscode.Range(0, 0, 0, 0);
  return {
    ...{ from: document.offsetAt(start), to: document.offsetAt(end) },
    text: rendered(value).text.replace(/<\w+>/g, '\n'),
    pictures: [...value.matchAll(/!\[(.*?)\]\(data:/g)].map(([, text = '']) => rendered(text).text),
    code: [...value.matchAll(/```\w+\n([^]*?)\n```/g)].map(([, code = '']) => code),
  };
}

/** A notebook of these cells; or what stands in for one around a script. */
function notebookOf(cells: readonly Cell[]): { getCells: () => vscode.NotebookCell[] } {
  const made = cells.map(({ code, printed, result, order }, index) => {
    const output = (mime: string, text: string): object => ({
      items: [{ mime, data: new TextEncoder().encode(text) }],
    });
    return {
      ...{ document: documentOf(code), index, kind: vscode.NotebookCellKind.Code },
      executionSummary: order === undefined ? undefined : { executionOrder: order },
      outputs: [
        ...(printed === undefined ? [] : [output('application/vnd.code.notebook.stdout', printed)]),
        ...(result === undefined ? [] : [output('text/plain', result)]),
      ],
    };
  });
  const uri = { toString: () => 'file:///work/model.ipynb', path: '/work/model.ipynb' };
  const book = {
    uri,
    version: 1,
    getCells: () => made.map((cell) => Object.assign(cell, { notebook: book })),
  };
  return book as unknown as { getCells: () => vscode.NotebookCell[] };
}
