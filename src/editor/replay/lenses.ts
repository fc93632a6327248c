import * as vscode from 'vscode';
import { groupsOf } from '../../previews/replay/groups';
import { drew } from '../../previews/replay/summary';
import { addLenses, type LateLens, MOST_WITH_ALL, saidInTime } from '../lateLens';
import { lineAt, lineStarts } from '../../text';
import { tooMuchLens } from '../tooMuch';
import { askedReplayedCall } from './questions';
import { isByCallee, isItself } from './atSites';
import { byLine } from './lines';
import { PATIENCE, type PlacedCall, type Replays } from './replays';

const { Position, Range } = vscode;

/** The evaluations of each line, and the lenses above them. */
interface Late {
  readonly own: readonly (readonly PlacedCall[])[];
  readonly lenses: LateLens<readonly PlacedCall[]>[];
}

/** Above each line that calls dropout: what it comes to, and the way into the playground, on that very call. */
export class ReplayLensProvider {
  /** Those of thousands of calls, which are made once for as long as they are above the same. */
  readonly #late = new WeakMap<vscode.TextDocument, Late>();

  constructor(
    private readonly replays: Replays,
    /** Where the calls start that have lenses of their own, which lead there as well. */
    private readonly others: (
      document: vscode.TextDocument,
      token: vscode.CancellationToken,
    ) => Promise<ReadonlySet<number>>,
  ) {}

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const replayed = await this.replays.of(document, token, { first: PATIENCE });
    if (replayed === undefined) return [];
    const { problem } = replayed.known;
    // That nothing is read and replayed any more is told by a message.
    if (problem !== undefined)
      return problem !== 'off' && replayed.cell === 0 ? [tooMuchLens('replayed')] : [];
    if (replayed.calls.length === 0) return [];
    const others = await this.others(document, token);
    const isOwn = (placed: PlacedCall): boolean => !isByCallee(placed) || !others.has(placed.from);
    const own = byLine(document, replayed)
      .map(({ calls }) => (calls.every(isOwn) ? calls : calls.filter(isOwn)))
      .filter(({ length }) => length > 0);
    const before = this.#late.get(document);
    if (before?.own.length === own.length && before.own.every((calls, i) => calls === own[i]))
      return before.lenses;
    const say = async (calls: readonly PlacedCall[]) => {
      const [group] = groupsOf(calls, document.getText());
      const drawn = group?.calls.find(({ call }) => drew(call)) ?? group?.calls[0];
      if (group === undefined || drawn === undefined) return undefined;
      const asked = askedReplayedCall(document, replayed, group, drawn);
      return (await this.replays.preview((previews) => previews.replayLenses([asked])))?.[0];
    };
    const isLate = own.length > MOST_WITH_ALL;
    const starts = lineStarts(document.getText());
    const lenses: LateLens<readonly PlacedCall[]>[] = [];
    for (const calls of own) {
      const shown = shownOf(calls, document);
      // Where none drops anything there is nothing to tell.
      if (shown === undefined) continue;
      const place = new Position(lineAt(starts, shown.from), 0);
      addLenses(lenses, new Range(place, place), isLate ? 1 : 2, calls, say);
    }
    if (isLate) this.#late.set(document, { own, lenses });
    return saidInTime(lenses, own.length);
  }
}

/** Of those on a line the first that lenses tell of, in the first of their groups; undefined where none of these drops anything. */
function shownOf(calls: readonly PlacedCall[], document: vscode.TextDocument): PlacedCall | undefined {
  // Of thousands of lines most have but one: they are not grouped before they come into view.
  const isOneGroup = calls.every(isItself);
  const first = isOneGroup ? calls : groupsOf(calls, document.getText())[0]?.calls;
  return first?.some(isThinned) === true ? first[0] : undefined;
}

/** Whether it drops anything. */
function isThinned({ call }: PlacedCall): boolean {
  return call.kept !== undefined;
}
