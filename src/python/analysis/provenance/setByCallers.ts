import type { SyntaxNode } from '@lezer/common';
import { boundArgument } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import { Environment } from './environment';
import { isPassedByEach } from './expressionsPassed';

/**
 * Whether a name is a parameter that is None by default, for which all callers pass something else: `rates` of `rates[0] if rates is not None
 * else 0.2`, and `Head(rates=[0.5])`.
 */
export function isSetByCallers(node: SyntaxNode, environment: Environment): boolean {
  const { site, resolver, frames } = environment;
  if (node.name !== 'VariableName') return false;
  const [only, ...others] = resolver.bindingsOf(textOf(site.segment, node), site);
  if (only?.kind.type !== 'parameter' || others.length > 0) return false;
  const { parameter, definition } = only.kind;
  if (parameter.fallback?.node.name !== 'None') return false;
  return resolver.lookInto(() => {
    const running = frames.get(definition.scope);
    if (running !== undefined) {
      const argument = boundArgument(running.site.segment, running.args, definition, parameter.name);
      const there = new Environment(running.site, resolver, running.frames);
      return argument.passed === 'value' && isSet(argument.node, there);
    }
    return isPassedByEach(parameter, definition, resolver, (one) =>
      isSet(one.node, new Environment(one.call, resolver)),
    );
  }, false);
}

/** Whether what is passed is surely not None. */
function isSet(node: SyntaxNode, environment: Environment): boolean {
  if (node.name === 'None') return false;
  const number = environment.numberOf(node);
  return number.known || number.reason !== 'none' || isSetByCallers(node, environment);
}
