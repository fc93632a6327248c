import * as vscode from 'vscode';
import { groupsOf } from '../../previews/replay/groups';
import { drew } from '../../previews/replay/summary';
import { addLenses, type LateLens, MOST_WITH_ALL, saidInTime } from '../lateLens';
import { lineAt } from '../../text';
import { tooMuchLens } from '../tooMuch';
import { askedReplayedCall } from './questions';
import { isByCallee, isItself } from './atSites';
import { byLine, type LineOfCalls } from './lines';
import { PATIENCE, type PlacedCall, type Replays } from './replays';

const { Position, Range } = vscode;

/** Above each line that calls dropout: what it comes to, and the way into the playground, on that very call. */
export class ReplayLensProvider {
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
    const ownOf = ({ calls }: LineOfCalls) => (calls.every(isOwn) ? calls : calls.filter(isOwn));
    const say = async (line: LineOfCalls) => {
      const [group] = groupsOf(ownOf(line), document.getText());
      const drawn = group?.calls.find(({ call }) => drew(call)) ?? group?.calls[0];
      if (group === undefined || drawn === undefined) return undefined;
      const asked = askedReplayedCall(document, replayed, group, drawn);
      return (await this.replays.preview((previews) => previews.replayLenses([asked])))?.[0];
    };
    const { lines, starts } = byLine(document, replayed);
    const told = lines.filter(({ calls }) => calls.some(isOwn));
    const count = told.length > MOST_WITH_ALL ? 1 : 2;
    const lenses: LateLens<LineOfCalls>[] = [];
    for (const one of told) {
      const shown = shownOf(ownOf(one), document);
      // Where none drops anything there is nothing to tell.
      if (shown === undefined) continue;
      // Most calls end on the line on which they start.
      const line = shown.from >= (starts[one.line] ?? 0) ? one.line : lineAt(starts, shown.from);
      const place = new Position(line, shown.from - (starts[line] ?? 0));
      addLenses(lenses, new Range(place, place), count, one, say);
    }
    return saidInTime(lenses, told.length);
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
