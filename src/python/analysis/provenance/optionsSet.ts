import type { ExpressionSite, MemberWrite, Site } from '../../syntax/scopes';
import { textOf } from '../../syntax/nodes';
import { NO_FRAMES } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { agreed, openBy, type StaticNumber, unknown } from '../names/staticNumber';
import { callersOf } from './callersOf';
import { callsIn, callsOf } from './callsIn';
import { isAbove } from './definitions';
import { isMoreThanRead } from './writtenBefore';

/** More places are machine-made. */
const MOST_WRITES = 32;

/**
 * What an option is that the code sets as well, as far as its branches are decided by what other options are by default: `if args.dataset ==
 * "cora": args.dropout = 0.5`. What is surely set before anybody reads it comes in the place of the default.
 *
 * @param defaults what the parser says, if it has such an option
 * @param reading where it is read
 */
export function setOption(
  defaults: readonly StaticNumber[],
  writes: readonly MemberWrite[],
  text: string,
  reading: Site,
  resolver: Resolver,
): StaticNumber {
  const truths = writes.length > MOST_WRITES ? [] : writes.map((write) => resolver.reached(write, NO_FRAMES));
  const left = writes.filter((_, i) => truths[i]?.holds !== false);
  const sure = left.filter((write) => {
    const isRun = truths[writes.indexOf(write)]?.holds === true;
    return isRun && write.value !== undefined && isBeforeAll(write, reading, resolver);
  });
  const last = sure.at(-1);
  const isSet = last !== undefined && sure.length === left.length;
  const numbers = left.map((write) => resolver.numberWritten(write.value, text));
  const otherwise =
    defaults.length === 0
      ? unknown('attribute', text)
      : agreed([...defaults, ...numbers], 'reassigned', text);
  const number = isSet ? resolver.numberWritten(last.value, text) : otherwise;
  return openBy(number, truths.find((truth) => truth?.unless !== undefined)?.unless);
}

/** Whether something is set before it is read at a place: in the same function; or where its object is made, before that is handed on to anybody. */
function isBeforeAll(write: MemberWrite, reading: Site, resolver: Resolver): boolean {
  const { node, segment, scope, at } = write;
  const module = resolver.moduleOf(write);
  const isSame = reading.scope === scope || (scope.kind === 'module' && reading.scope.kind === 'module');
  if (isSame) return module === resolver.moduleOf(reading) && isAbove(write, reading, module);
  const name = node.firstChild?.name === 'VariableName' ? textOf(segment, node.firstChild) : '';
  const [made, ...others] = resolver.bindingsOf(name, write);
  if (made?.kind.type !== 'value' || others.length > 0) return false;
  const { scope: madeIn, segment: own } = made.site;
  const from = made.kind.value.node.to;
  return (
    madeIn === scope &&
    own === segment &&
    from < at &&
    isMadeOnce(made.kind.value, resolver) &&
    !isMoreThanRead(name, write, { from, to: at }, resolver)
  );
}

const PARSES = ['parse_args', 'parse_known_args'] as const;

/** Whether options are asked for in one place alone: `args = parser.parse_args()`, or `args = get_args()`. Those of another place are not set. */
function isMadeOnce(made: ExpressionSite, resolver: Resolver): boolean {
  const callee = made.node.name === 'CallExpression' ? made.node.firstChild : null;
  const maker = callee ? resolver.meaningOf(callee, made) : undefined;
  const calls = maker?.type === 'function' ? callersOf(maker, true, resolver) : [];
  if (callee === null || calls === 'searching' || calls.length > 1) return false;
  for (const name of PARSES) resolver.need(callsOf(name));
  const module = resolver.moduleOf(maker?.type === 'function' ? maker.site : made);
  const parsing = PARSES.flatMap((name) => callsIn(module, name));
  return parsing.filter((call) => call.callee.name === 'MemberExpression').length === 1;
}
