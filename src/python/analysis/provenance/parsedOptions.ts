import type { SyntaxNode } from '@lezer/common';
import type { AbstractObject, ObjectOf } from './abstractObject';
import type { Environment } from './environment';

/** Whether an expression is an option of an argument parser: `args.model`. */
export function isOption(node: SyntaxNode, environment: Environment, objectOf: ObjectOf): boolean {
  const owner = node.name === 'MemberExpression' ? node.firstChild : null;
  return owner !== null && objectOf(owner, environment).is === 'options';
}

/** What an argument parser returns, which may be given words in place of the command line's: `parse_args(["--p", "0.4"])`. */
export function parsedOptions(
  words: SyntaxNode | undefined,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject {
  const { site, resolver } = environment;
  const options = { is: 'options', module: resolver.moduleOf(site) } as const;
  if (words === undefined) return options;
  const list = objectOf(words, environment);
  const { segment } = list.is === 'list' ? list.site : site;
  return { ...options, words: { segment, node: list.is === 'list' ? list.node : words } };
}
