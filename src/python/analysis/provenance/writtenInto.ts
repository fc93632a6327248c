import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { stringValue, textOf } from '../../syntax/nodes';
import { isWithin, type MemberWrite, type Site } from '../../syntax/scopes';
import { type StaticNumber, through, unknown } from '../names/staticNumber';
import { valueUpdated } from './displays';
import type { Environment } from './environment';
import { callsOfText } from './methods';
import { optionalOf } from './optional';
import { takerOf } from './restParameter';

/** What the function itself puts into its `**kwargs`, or what need not be passed, in any case, before it hands them on: `kwargs["p"] = 0.3`. */
export function writtenInto(
  node: SyntaxNode,
  name: string,
  environment: Environment,
): StaticNumber | undefined {
  const { site, resolver, frames } = environment;
  const taker = takerOf(node, 'doubleStar', environment) ?? optionalOf(node, environment)?.definition;
  const text = environment.textOf(node);
  const writes =
    taker === undefined
      ? []
      : site.segment.memberWrites.filter(
          (write) =>
            write.isItem &&
            write.name === name &&
            write.scope === taker.scope &&
            write.at < site.at &&
            write.node.firstChild !== null &&
            textOf(write.segment, write.node.firstChild) === text,
        );
  const updates =
    taker === undefined ? [] : updatesOf(text, name, site).filter((one) => one.scope === taker.scope);
  const [only, ...others] = [...writes, ...updates];
  if (only === undefined) return undefined;
  resolver.need(`.${name}`);
  const { block, value } = only;
  // What stands in a branch need not be there.
  if (!isWithin(site.block, block)) return unknown('unpacked', text);
  const isOne = others.length === 0 && value !== undefined;
  const step = { segment: site.segment, node, text };
  return isOne
    ? through(resolver.numberOf(value.node, value, frames), 'constant', step)
    : unknown('reassigned', text);
}

/** What calls before a place put into what has a name, in so many words: `kwargs.update(p=0.3)`, `kwargs.update({"p": 0.3})`. */
function updatesOf(
  text: string,
  name: string,
  { segment, at }: Site,
): readonly Pick<MemberWrite, 'scope' | 'block' | 'value'>[] {
  return callsOfText(segment, `${text}.update`).flatMap((call) => {
    const node = valueUpdated(call, name);
    return node === undefined || call.at >= at ? [] : { ...call, value: { ...call, node } };
  });
}

/** What the function itself puts into what it unpacks, unless that has it already: `options.setdefault("p", 0.1)`. */
export function putIn(node: SyntaxNode, name: string, environment: Environment): StaticNumber | undefined {
  const { segment, scope } = environment.site;
  const text = environment.textOf(node);
  const calls = callsOfText(segment, `${text}.setdefault`).flatMap((call) => {
    const [key, value] = readArguments(segment, call.args)?.positional ?? [];
    const isMeant = key && stringValue(textOf(segment, key)) === name && call.scope === scope;
    return isMeant && value && call.at < environment.site.at ? { call, value } : [];
  });
  const [only, ...others] = calls;
  if (only === undefined || others.length > 0) return undefined;
  const number = environment.resolver.numberOf(only.value, only.call, environment.frames);
  return number.known ? { ...number, unless: 'caller' } : undefined;
}
