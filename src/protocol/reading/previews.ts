import * as v from 'valibot';
import type { CallReference, OpenRequest, Origin } from '../../playground';
import type { GeneratorName } from '../../torch';
import type { DropoutCall, DropoutSite, LayerReference, Problem, ShownValue, Trace } from '../../python';
import type { Illustration } from './replayer';

/*
 * What the host asks the previewer of a call that the reader told it of: to say and draw what the editor shows of it.
 * Nothing is kept for it: a question brings what the answer hangs on, also that which only the host knows.
 */

/** A call with a p that the reader tries, in place of one that the code leaves open. */
export type TriedSite = DropoutSite & { readonly isTried?: true };

/** What previews depend on beside the code. */
export interface PreviewOptions {
  /** How often the reader resampled; moves illustrative previews on. */
  readonly resamples: number;
  /** The generator of the reader's setting. */
  readonly generator: GeneratorName;
}

/** A call, and where it is. */
export interface AskedCall {
  readonly site: TriedSite;
  /** Of its file or cell. */
  readonly uri: string;
  /** Of the cells to which its places lead, by their indices among those that are read together. */
  readonly cells: Readonly<Record<number, string>>;
  readonly origin: Origin;
  readonly options: PreviewOptions;
}

/** As VS Code numbers them: light, dark, and the same in high contrast, the dark one first. */
export type ThemeKind = 1 | 2 | 3 | 4;

export interface AskedHover extends AskedCall {
  readonly theme: ThemeKind;
  /** Replay's own hover shows the mask of that very call, and leads to it. */
  readonly isReplayed: boolean;
}

/** A name that stands for a layer, and the calls that may make it. */
export interface AskedLayer extends Pick<LayerReference, 'text' | 'mayBeOther'> {
  readonly calls: readonly AskedCall[];
}

/** What a lens above a call is for. */
export type LensKind =
  // What is wrong, and what mends it.
  | 'wrong'
  | 'fix'
  // What it does: in short, in full, as the reader tries it, or as it was replayed.
  | 'short'
  | 'full'
  | 'tried'
  | 'replayed'
  // The ways into the playground, that of a mask by the mask.
  | 'open'
  | 'mask'
  | 'openReplayed'
  // To try a p of one's own, in two lengths, and to leave that.
  | 'tryOther'
  | 'whatIf'
  | 'clear';

/** Something to click, as VS Code has commands. */
export interface ToldCommand {
  readonly title: string;
  /** '' where a click does nothing. */
  readonly command: string;
  readonly arguments?: unknown[];
  readonly tooltip?: string;
}

export interface AskedLenses extends AskedCall {
  readonly kinds: readonly LensKind[];
  /** The most serious thing that is wrong with the call. */
  readonly problem: ToldProblem | undefined;
  /** What replay knows of the very call. */
  readonly replayed: AskedReplayedCall | undefined;
}

/** Evaluations of which the lenses above a call tell, and which of them the playground shows. */
export interface AskedReplayedCall {
  readonly of: ReplayedIn;
  readonly group: ReplayedGroup;
  readonly shown: ShownEvaluation;
}

/** An evaluation as the playground shows it. */
export interface ShownEvaluation {
  readonly call: DropoutCall;
  /** What the reader calls the place. */
  readonly label: string;
  /** The call that the playground is to follow; undefined where there is none to follow. */
  readonly reference: CallReference | undefined;
  readonly illustration: Illustration;
  readonly generator: 'cpu' | 'cpu-mkl';
}

/** The least and the greatest number of elements kept. */
export interface KeptRange {
  readonly least: number;
  readonly most: number;
}

/** What evaluations of dropout at one place, or on one line, came to. */
export interface Summary {
  /** How many evaluations there were. */
  readonly calls: number;
  /** How many of them let their input through. */
  readonly unchanged: number;
  /** Of those that dropped: how many elements are kept, and of how many. */
  readonly kept:
    | (KeptRange & {
        /** Where inputs differ in size, the range is of percents, whole ones, in which all shares lie. */
        readonly total: number | '%';
      })
    | undefined;
  /** Why it may be otherwise: what else there is comes before a seed that is missing. Undefined where it is exact. */
  readonly doubt: DropoutCall['doubt'];
}

/** A layer or function within what the code calls. */
export interface WithinCallee {
  /** What the code calls: `net`, of `net(x)`. */
  readonly callee: string;
  /** As in `WithinCall`. */
  readonly path: string;
  readonly module: string | undefined;
  /** How many layers are meant, where they are not told apart. */
  readonly layers: number;
}

/** What a replay is of which something is asked, and in which cell that is. */
export interface ReplayedIn {
  readonly backend: 'cpu' | 'cpu-mkl';
  readonly cell: number;
  /** The numbers of the replayed cells among all of their notebook; undefined in a file. */
  readonly numbers: readonly number[] | undefined;
  /** What is taken for granted of what is asked about. */
  readonly assumptions: Trace['assumptions'];
}

/** Evaluations of which one can speak together. */
export interface ReplayedGroup {
  /** Undefined for calls of dropout itself. */
  readonly within: WithinCallee | undefined;
  readonly calls: readonly DropoutCall[];
  readonly summary: Summary;
}

/** Evaluations in one call or on one line, and in groups. */
export interface AskedEvaluations {
  readonly of: ReplayedIn;
  readonly calls: readonly DropoutCall[];
  readonly groups: readonly ReplayedGroup[];
}

export interface AskedReplayHover extends AskedEvaluations {
  /** The call's own text. */
  readonly code: string;
  readonly theme: ThemeKind;
  /** The first of them. */
  readonly shown: ShownEvaluation;
  /** Whether the text was changed since, and is not replayed anew yet. */
  readonly isOld: boolean;
}

/** A call of dropout of which nothing is known, and why. */
export interface AskedMissed extends Pick<AskedReplayHover, 'of' | 'code' | 'isOld'> {
  readonly doubt: Trace['missed'][number]['doubt'];
}

/** An exception that ends a file or cell, and what is pointed at where it is raised, or where nothing runs for it. */
export interface AskedEndHover
  extends Pick<Trace['ended'][number], 'error' | 'doubt'>, Pick<AskedReplayHover, 'of' | 'code' | 'isOld'> {
  /** From 1: where it is raised; undefined where that is here. */
  readonly line: number | undefined;
}

/** What Python shows at one place: its first values, each with whether the next is shown behind it on its line. */
export interface AskedValues {
  readonly of: ReplayedIn;
  readonly values: readonly {
    readonly text: string;
    readonly isOpen: boolean;
    readonly isDoubted: boolean;
  }[];
  readonly hasMore: boolean;
  readonly doubt: DropoutCall['doubt'];
  /** As in `AskedReplayHover`. */
  readonly isOld: boolean;
}

/** Why a cell's stored output may be another one than replay's. Cells and runs are numbered as the reader sees them. */
export type Difference =
  | { readonly code: 'edited' | 'gpu' | 'otherBuild' | 'unknown' }
  | { readonly code: 'editedBefore'; readonly cell: number }
  | { readonly code: 'above' | 'below'; readonly cell: number; readonly run: number }
  | { readonly code: 'skipped'; readonly cell: number }
  | { readonly code: 'again'; readonly runs: number };

/** A value that replay says a cell shows. */
export interface Expected {
  readonly value: ShownValue;
  /** What is taken for granted of it, and may be why it is another. */
  readonly assumptions: Trace['assumptions'];
}

/** What a cell's last run left behind. */
export interface RealOutputs {
  /** What it printed; streams of errors are not part of it. */
  readonly printed: string;
  /** The text of its last expression; undefined where it has none. */
  readonly result: string | undefined;
  /** Whether it ended in an exception. */
  readonly raised: boolean;
}

/** A cell's stored output beside what replay says. */
export interface AskedOutputs {
  readonly expected: readonly Expected[];
  readonly real: RealOutputs;
  /** For each value whether it hangs on random numbers: what they have no part in proves nothing about them. */
  readonly hanging: readonly boolean[];
}

/** What a comparison of a cell's stored output with replay came to. */
export interface ComparedOutputs {
  /** How many of all outputs are the same, and whether one of these proves something. */
  readonly same: number;
  readonly all: number;
  readonly proves: boolean;
  readonly isDifferent: boolean;
  /** Whether it was printed on a GPU. */
  readonly isOfGpu: boolean;
  /** Where they do not differ: why it cannot be said of all of them. */
  readonly doubt: DropoutCall['doubt'];
}

/** What is to be told of it. */
export interface AskedComparison extends ComparedOutputs {
  readonly of: ReplayedIn;
  /** Why they differ, if they do. */
  readonly difference: Difference | undefined;
  /** The call to which a click leads, if it does. */
  readonly shown: ShownEvaluation | undefined;
}

/** What the map shows, to be copied. */
export interface AskedTable {
  readonly format: 'markdown' | 'csv';
  /** A line that adds it up. */
  readonly summary: string;
  readonly rows: readonly (readonly string[])[];
}

/** A text, and what it says when the mouse rests on it. */
export interface ToldText {
  readonly text: string;
  readonly tooltip: string;
}

/** One to click. */
export interface ToldItem extends ToldText {
  readonly command: ToldCommand | undefined;
}

/** A problem with what is said of it. */
export interface ToldProblem extends Omit<Problem, 'fixes' | 'related'> {
  readonly text: string;
  /** In few words; undefined of what is not about a call. */
  readonly short: string | undefined;
  readonly fixes: readonly (Problem['fixes'][number] & { readonly title: string })[];
  readonly related: readonly (Problem['related'][number] & { readonly text: string })[];
}

/** What the host may ask of previews. */
export interface PreviewQuestions {
  /** That it answers says that it is alive. */
  ping(): void;
  /** The hover on a call, in Markdown. */
  hover(call: AskedHover): string;
  /** The hover on a layer's name, in Markdown. */
  layerHover(layer: AskedLayer): string;
  /** The lenses above calls. */
  lenses(calls: AskedLenses[]): ToldCommand[][];
  /** What shows a call in the playground. */
  openRequest(call: AskedCall): OpenRequest;
  /** The same of one that was replayed. */
  replayedRequest(shown: ShownEvaluation): OpenRequest;
  /** What evaluations on lines came to, behind these. */
  replayHints(lines: AskedEvaluations[]): ToldText[];
  /** The hover on a call that was replayed, in Markdown. */
  replayHover(call: AskedReplayHover): string;
  /** The hover on a call of which replay knows nothing, in Markdown. */
  missedHover(call: AskedMissed): string;
  /** What is surely raised, behind lines. */
  endHints(errors: string[]): ToldText[];
  /** The hover on what raises it, and on a call that does not run, in Markdown. */
  endHover(asked: AskedEndHover): string;
  /** The hover on what Python shows, in Markdown. */
  valuesHover(values: AskedValues): string;
  /** The lenses above evaluations, two each. */
  replayLenses(calls: AskedReplayedCall[]): ToldCommand[][];
  /** The map as a text. */
  mapTable(asked: AskedTable): string;
  /** Compares what a cell really showed with what replay says. */
  comparedOutputs(asked: AskedOutputs): ComparedOutputs;
  /** What is said below it. */
  comparison(compared: AskedComparison): ToldItem;
}

/** Facts that were told before, handed back by our own code. */
const facts = <T extends object>() =>
  v.custom<T>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

/** The arguments of all that is asked of previews. */
export const PREVIEW_QUESTIONS = {
  ping: v.tuple([]),
  hover: v.tuple([facts<AskedHover>()]),
  layerHover: v.tuple([facts<AskedLayer>()]),
  lenses: v.tuple([v.array(facts<AskedLenses>())]),
  openRequest: v.tuple([facts<AskedCall>()]),
  replayedRequest: v.tuple([facts<ShownEvaluation>()]),
  replayHints: v.tuple([v.array(facts<AskedEvaluations>())]),
  replayHover: v.tuple([facts<AskedReplayHover>()]),
  missedHover: v.tuple([facts<AskedMissed>()]),
  endHints: v.tuple([v.array(v.string())]),
  endHover: v.tuple([facts<AskedEndHover>()]),
  valuesHover: v.tuple([facts<AskedValues>()]),
  replayLenses: v.tuple([v.array(facts<AskedReplayedCall>())]),
  mapTable: v.tuple([facts<AskedTable>()]),
  comparedOutputs: v.tuple([facts<AskedOutputs>()]),
  comparison: v.tuple([facts<AskedComparison>()]),
} as const satisfies Record<keyof PreviewQuestions, unknown>;
