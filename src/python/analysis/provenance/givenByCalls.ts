import { parsePythonNumber } from '../../../torch';
import type { PassedArgument } from '../../syntax/arguments';
import { stringValue, textOf } from '../../syntax/nodes';
import type { CallSite, FunctionDefinition, Segment } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { isSameNumber, notPassed, type StaticNumber, through } from '../names/staticNumber';
import { composed, isBySettings } from './bySettings';
import { ofItsSettings } from './lookedUp';
import { runsOf } from './throughParameter';
import type { Given } from './weighing';

/** A parameter that calls give something. */
export interface Asked {
  readonly name: string;
  /** What has it: a function, or a class without an `__init__`. */
  readonly definition: Pick<FunctionDefinition, 'name' | 'site' | 'scope'>;
  readonly argumentIn: (call: CallSite) => PassedArgument;
}

/** What calls of a function give for a parameter. */
export function given(
  calls: readonly CallSite[],
  { name, definition, argumentIn }: Asked,
  byDefault: StaticNumber | undefined,
  resolver: Resolver,
): readonly Given[] {
  const runs = calls.flatMap((call) => runsOf(call, definition, resolver));
  return runs.map(({ call, frames, from }) => {
    const { segment, node } = call;
    const callStep = { segment, node, text: `${calleeText(call)}(…)` };
    const argument = argumentIn(call);
    const unpacked =
      argument.passed === 'unpacked'
        ? resolver.around(from, () => resolver.numberUnpacked(argument, name, call, frames, byDefault))
        : undefined;
    if ((argument.passed === 'nothing' || unpacked === 'nothing') && byDefault !== undefined)
      return { number: byDefault, beside: undefined };
    if (argument.passed !== 'value')
      return {
        number: through(
          unpacked === undefined || unpacked === 'nothing' ? notPassed(argument, name) : unpacked,
          'caller',
          callStep,
        ),
        beside: {
          code: 'passed',
          text: textOfUnread(argument, unpacked, segment, name),
          step: { segment, node },
        },
        ...(isOfStar(argument) && { isWritten: true }),
      };
    const read = resolver.around(from, () => resolver.numberOf(argument.node, call, frames));
    const number = isBySettings(call)
      ? composed(read, name, call, resolver)
      : ofItsSettings(read, call, argument.node, definition, resolver);
    const text = number.known ? number.text : (number.values?.join(', ') ?? textOf(segment, argument.node));
    return {
      number: through(number, 'caller', callStep),
      beside: { code: 'passed', text, step: { segment, node: argument.node } },
      isWritten: true,
    };
  });
}

/** So many calls whose own default is the same are asked of what it is in force for. */
const MOST_ASKED = 10;

/**
 * What calls give by their own defaults, beside a number that is in force; and what is passed to these where they are the same one.
 *
 * @param byDefault what those leave in force that give nothing
 */
export function givenAside(
  calls: readonly CallSite[],
  asked: Asked,
  inForce: StaticNumber,
  byDefault: StaticNumber | undefined,
  resolver: Resolver,
): readonly Given[] {
  let left = MOST_ASKED;
  const isSame = ({ number }: Given): boolean =>
    number.known && inForce.known && isSameNumber(number.text, inForce.text);
  return calls.flatMap((call) => {
    const all = resolver.within('byDefault', () => given([call], asked, byDefault, resolver));
    const argument = asked.argumentIn(call);
    const isWritten = argument.passed === 'value' && argument.node.name !== 'Number';
    // `def net50(n, **kwargs): return Net(n, **kwargs)`
    const isHandedOn = isWritten || argument.passed === 'unpacked';
    return isHandedOn && all.every(isSame) && left-- > 0 ? given([call], asked, byDefault, resolver) : all;
  });
}

/** Whether calls surely pass no one number: one leaves the default in force, or two pass numbers that differ. */
export function disagree(
  calls: readonly CallSite[],
  argumentIn: (call: CallSite) => PassedArgument,
): boolean {
  const numbers = new Set<number>();
  for (const call of calls) {
    const argument = argumentIn(call);
    if (argument.passed === 'nothing') return true;
    if (argument.passed !== 'value' || argument.node.name !== 'Number') continue;
    numbers.add(parsePythonNumber(textOf(call.segment, argument.node))?.value ?? NaN);
    if (numbers.size > 1) return true;
  }
  return false;
}

function calleeText({ segment, callee }: CallSite): string {
  const text = textOf(segment, callee);
  return stringValue(text) ?? text;
}

/** Whether something may stand in `*args`, `Stage(*stage_args)`: how many these are nobody knows, but whoever unpacks them means them to be taken. */
function isOfStar(argument: PassedArgument): boolean {
  return argument.passed === 'unpacked' && argument.index !== undefined;
}

/** What a call passes whose argument stands for itself nowhere in it. */
function textOfUnread(
  argument: PassedArgument,
  number: StaticNumber | 'nothing' | undefined,
  segment: Segment,
  name: string,
): string {
  if (number !== undefined && number !== 'nothing' && number.known) return number.text;
  if (argument.passed !== 'unpacked') return name;
  return `${argument.node.prevSibling?.name ?? ''}${textOf(segment, argument.node)}`;
}
