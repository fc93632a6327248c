import { type MemberWrite, type Site } from '../../syntax/scopes';
import { textOf } from '../../syntax/nodes';
import { NO_FRAMES } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { agreed, openBy, type StaticNumber, unknown } from '../names/staticNumber';
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
    !isMoreThanRead(name, write, { from, to: at }, resolver)
  );
}
