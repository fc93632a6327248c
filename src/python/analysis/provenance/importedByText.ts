import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { IMPORTS_BY_TEXT } from '../../syntax/importStatement';
import { childrenOf, stringValue, textOf } from '../../syntax/nodes';
import type { Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { elementsOf } from './displays';

/** What may stand in a text in the place of a part that nobody knows. */
const ANY = '*';

/**
 * Whether an expression may be the module of a file, which it imports by a text that is put together: `import_module(f"models.{args.model}")`, or a
 * name that was given that. What nobody knows of that text may be anything.
 */
export function mayImport(expression: SyntaxNode, site: Site, uri: string, resolver: Resolver): boolean {
  if (expression.name === 'VariableName')
    return resolver
      .bindingsOf(textOf(site.segment, expression), site)
      .some(
        ({ kind }) =>
          kind.type === 'value' &&
          kind.value.node.name === 'CallExpression' &&
          mayImport(kind.value.node, kind.value, uri, resolver),
      );
  const [callee, args] = expression.name === 'CallExpression' ? childrenOf(expression) : [];
  if (callee === undefined || args === undefined || !IMPORTS_BY_TEXT.test(textOf(site.segment, callee)))
    return false;
  const [named] = readArguments(site.segment, args)?.positional ?? [];
  return named !== undefined && isLike(wordsOf(named, site, resolver), uri);
}

/** What a text surely says, with {@link ANY} for what nobody knows of it. */
function wordsOf(node: SyntaxNode, site: Site, resolver: Resolver): string {
  const text = textOf(site.segment, node);
  const [left, operator, right] = childrenOf(node);
  switch (node.name) {
    case 'String':
      return stringValue(text) ?? ANY;
    case 'FormatString':
      return text.slice(2, -1).replace(/\{[^{}]*\}/g, ANY);
    case 'BinaryExpression': {
      if (left === undefined || operator === undefined || right === undefined) return ANY;
      const said = wordsOf(left, site, resolver);
      const sign = textOf(site.segment, operator);
      if (sign === '+') return said + wordsOf(right, site, resolver);
      return sign === '%' ? said.replace(/%s/g, ANY) : ANY;
    }
    case 'CallExpression': {
      const [object, , method] = childrenOf(left ?? node);
      const name = method === undefined ? '' : textOf(site.segment, method);
      if (object?.name !== 'String') return ANY;
      const said = stringValue(textOf(site.segment, object)) ?? ANY;
      if (name === 'format') return said.replace(/\{[^{}]*\}/g, ANY);
      const args = node.getChild('ArgList');
      const [list] = (args && readArguments(site.segment, args)?.positional) ?? [];
      return name === 'join' && list?.name === 'ArrayExpression'
        ? elementsOf(list)
            .map((one) => wordsOf(one, site, resolver))
            .join(said)
        : ANY;
    }
    default:
      return resolver.wordOf(node, site)?.value ?? ANY;
  }
}

/** Whether the path of a module may be a file's; one of which nothing is known is none's. */
function isLike(path: string, uri: string): boolean {
  const [first = '', ...others] = path.replace(/^\.+/, '').replaceAll('.', '/').split(ANY);
  const own = uri.replace(/(?:\/__init__)?\.py$/, '');
  if (others.length === 0) return first !== '' && own.endsWith(`/${first}`);
  const last = others.pop() ?? '';
  const begin = first === '' ? 0 : own.lastIndexOf(`/${first}`);
  if (begin < 0 || !own.endsWith(last) || [first, ...others, last].every((part) => part === '')) return false;
  let at = begin + first.length;
  for (const part of others) {
    at = own.indexOf(part, at) + part.length;
    if (at < part.length) return false;
  }
  return at <= own.length - last.length;
}
