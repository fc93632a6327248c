import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { stringValue, textOf } from '../../syntax/nodes';
import { isWithin, type Site } from '../../syntax/scopes';
import { callsIn, callsOf } from './callsIn';
import { isAbove } from './definitions';
import type { Environment } from './environment';

/**
 * Whether a key is taken out of a dictionary before that is unpacked, `options.pop("p")`: for sure, or perhaps, where that hangs on something, or
 * another value may be put there again.
 */
export function takenOut(
  node: SyntaxNode,
  name: string,
  { site, resolver }: Environment,
): 'surely' | 'perhaps' | undefined {
  if (node.name !== 'VariableName') return undefined;
  const text = textOf(site.segment, node);
  const module = resolver.moduleOf(site);
  for (const one of [callsOf('pop'), `.${name}`]) resolver.need(one);
  const isBefore = (one: Site): boolean =>
    (one.scope === site.scope || (one.scope.kind === 'module' && site.scope.kind === 'module')) &&
    isAbove(one, site, module);
  const popped = callsIn(module, 'pop').filter(({ segment, callee, args }) => {
    const [key] = readArguments(segment, args)?.positional ?? [];
    return textOf(segment, callee) === `${text}.pop` && key && stringValue(textOf(segment, key)) === name;
  });
  const writes = module
    .writesOf(name)
    .filter(
      (write) =>
        write.isItem &&
        write.node.firstChild !== null &&
        textOf(write.segment, write.node.firstChild) === text,
    );
  const gone = popped.filter(isBefore);
  if (gone.length === 0) return undefined;
  const isAgain = writes.some((write) => isBefore(write));
  const bound = resolver.bindingsOf(text, site);
  const isSure = gone.some(
    (one) => isWithin(site.block, one.block) && bound.every((binding) => isAbove(binding.site, one, module)),
  );
  return isSure && !isAgain ? 'surely' : 'perhaps';
}
