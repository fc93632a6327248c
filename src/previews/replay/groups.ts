import { callParts } from './callParts';
import type { DropoutCall, Summary, WithinCallee } from '../../protocol/reading';
import type { TextRange } from '../../text';
import { summaryOf } from './summary';

/** An evaluation, where it is in a text. */
type Placed = TextRange & { readonly call: DropoutCall };

/** Evaluations of which one can speak together: of calls of dropout itself, or of one layer within what is called. */
export interface CallGroup<Call extends Placed> {
  /** Undefined for calls of dropout itself. */
  readonly within: WithinCallee | undefined;
  readonly calls: readonly Call[];
  readonly summary: Summary;
}

/** More layers within one callee are not told apart. */
const MOST_LAYERS = 2;
/** So much of a callee is shown. */
const LONGEST_CALLEE = 30;

/**
 * Groups evaluations by what they are evaluations of, those of calls of dropout itself first.
 *
 * @param text in which they are placed, `shift` units further than it says
 */
export function groupsOf<Call extends Placed>(
  calls: readonly Call[],
  text: string,
  shift = 0,
): readonly CallGroup<Call>[] {
  const itself: Call[] = [];
  /** By what is called, then by the layer within. */
  const within = new Map<string, Map<string, Call[]>>();
  for (const placed of calls) {
    if (placed.call.within === undefined) {
      itself.push(placed);
      continue;
    }
    const callee = inOneLine(calleeOf(text.slice(placed.from + shift, placed.to + shift)));
    const layers = within.get(callee) ?? new Map<string, Call[]>();
    within.set(callee, layers);
    const key = `${placed.call.within.path} ${placed.call.within.module ?? ''}`;
    const known = layers.get(key);
    if (known === undefined) layers.set(key, [placed]);
    else known.push(placed);
  }
  return [
    ...(itself.length === 0 ? [] : [groupOf(itself, undefined)]),
    ...[...within].flatMap(([callee, layers]) =>
      layers.size > MOST_LAYERS
        ? [groupOf([...layers.values()].flat(), { callee, path: '', module: undefined, layers: layers.size })]
        : [...layers.values()].map((group) => {
            const { path = '', module } = group[0]?.call.within ?? {};
            return groupOf(group, { callee, path, module, layers: 1 });
          }),
    ),
  ];
}

function groupOf<Call extends Placed>(
  calls: readonly Call[],
  within: WithinCallee | undefined,
): CallGroup<Call> {
  return { within, calls, summary: summaryOf(calls.map(({ call }) => call)) };
}

/** What a call's text calls: `net` of `net(x)`; the text itself where it is none that can be read. */
export function calleeOf(code: string): string {
  const [head] = callParts(code);
  const isCall = head !== undefined && head.to < code.length;
  return (isCall ? code.slice(0, head.to - 1) : code).trim();
}

function inOneLine(code: string): string {
  const line = code.replace(/\s+/g, ' ');
  return line.length > LONGEST_CALLEE ? `${line.slice(0, LONGEST_CALLEE - 1)}…` : line;
}
