import type { SyntaxNode } from '@lezer/common';
import { boundArgument, readArguments } from '../../syntax/arguments';
import { childrenOf, stringValue, textOf, withoutParentheses } from '../../syntax/nodes';
import type { Binding, ExpressionSite, NodeRef } from '../../syntax/scopes';
import { expressionsPassed } from './expressionsPassed';
import { callsEverywhere } from './callsIn';
import { fieldOfClass } from './classes';
import { Environment } from './environment';
import { methodAround } from './methods';
import { flagByDefault, hasOption, optionExpression, OPTIONS } from './options';
import { fileOfOption } from './parserOf';
import { CONFIG_FAMILY, familyOf, isConfigName } from './settingNames';
import type { Word } from '../names/meaning';
import type { Resolver } from '../names/resolve';

/** A text that an expression surely comes to, and whether that is a default, in whose place a caller may pass another. */
export interface SettledText extends Word {
  readonly isDefault: boolean;
  /** Where it stands, if that is one place. */
  readonly written?: NodeRef;
}

/** The text that an expression comes to, written there or bound to a name: the key of `CONFIGS["small"]`, and of `CONFIGS[name]` after `name="small"`. */
export function settledText(node: SyntaxNode, environment: Environment): SettledText | undefined {
  const settled = settledValue(node, environment);
  return settled?.kind === 'text' ? settled : undefined;
}

/** Whether a name or word is true or false, as far as that is written in the code. */
export function settledTruth(node: SyntaxNode, environment: Environment): SettledText | undefined {
  const settled = settledValue(node, environment);
  return settled?.kind === 'truth' ? settled : undefined;
}

type Settled = SettledText & { readonly kind: 'text' | 'truth' };

function settledValue(node: SyntaxNode, environment: Environment): Settled | undefined {
  return environment.resolver.lookInto(() => find(withoutParentheses(node), environment), undefined);
}

function find(node: SyntaxNode, environment: Environment): Settled | undefined {
  const text = environment.textOf(node);
  switch (node.name) {
    case 'String': {
      const written = { segment: environment.site.segment, node };
      const value = stringValue(text);
      return value === undefined ? undefined : { kind: 'text', value, isDefault: false, written };
    }
    case 'Boolean':
      return { kind: 'truth', value: text, isDefault: false };
    case 'FormatString':
      return joined(partsOf(node, environment));
    case 'BinaryExpression': {
      const [left, operator, right] = childrenOf(node);
      const isSum = operator !== undefined && environment.textOf(operator) === '+';
      return isSum && right ? joined([left, right].map((one) => one && find(one, environment))) : undefined;
    }
    case 'MemberExpression':
      return constantOf(node, environment) ?? optionOf(node, environment);
    case 'CallExpression':
      return replacedIn(node, environment);
    case 'VariableName': {
      const [only, ...others] = environment.resolver.bindingsOf(text, environment.site);
      return only === undefined || others.length > 0 ? undefined : ofBinding(only, environment);
    }
    default:
      return undefined;
  }
}

/** A text with parts replaced by others: `name.replace('/', '-')`. */
function replacedIn(node: SyntaxNode, environment: Environment): Settled | undefined {
  const [object, , method] = childrenOf(node.firstChild ?? node);
  const args = node.getChild('ArgList');
  if (!object || !args || !method || environment.textOf(method) !== 'replace') return undefined;
  const given = readArguments(environment.site.segment, args);
  const [old, by, ...more] = given?.positional ?? [];
  const isPlain = given?.keywords.size === 0 && !given.star && !given.doubleStar && more.length === 0;
  if (!isPlain || !old || !by) return undefined;
  const texts = [object, old, by].map((one) => settledValue(one, environment));
  const [whole, from, to] = texts.map((one) => (one?.kind === 'text' ? one.value : undefined));
  // What is put between all letters is nothing that anybody writes.
  if (whole === undefined || !from || to === undefined) return undefined;
  return {
    kind: 'text',
    value: whole.replaceAll(from, () => to),
    isDefault: texts.some((one) => one?.isDefault),
    ...ofOptions(texts),
  };
}

/** Texts one behind the other, where all are known. */
function joined(parts: readonly (Settled | undefined)[]): Settled | undefined {
  if (!parts.every((part) => part?.kind === 'text')) return undefined;
  return {
    kind: 'text',
    value: parts.map((part) => part?.value).join(''),
    isDefault: parts.some((part) => part?.isDefault),
    ...ofOptions(parts),
  };
}

/** What is made of texts hangs on the command line where one of these does. */
function ofOptions(parts: readonly (Settled | undefined)[]): Pick<Word, 'option'> {
  return parts.some((part) => part?.option) ? { option: 'part' } : {};
}

/** What stands in a text with names in it, one after the other: `f"{kind}_dropout"`. */
function partsOf(node: SyntaxNode, environment: Environment): readonly (Settled | undefined)[] {
  const prefix = /^[fF](?:"(?!"")|'(?!''))/.exec(environment.textOf(node))?.[0].length;
  if (prefix === undefined) return [undefined];
  const parts: (Settled | undefined)[] = [];
  let at = node.from + prefix;
  const { segment } = environment.site;
  const plain = (to: number): void => {
    const value = textOf(segment, { from: at, to });
    parts.push(/[\\{}]/.test(value) ? undefined : { kind: 'text', value, isDefault: false });
  };
  for (const inner of node.getChildren('FormatReplacement')) {
    plain(inner.from);
    const [, expression, end] = childrenOf(inner);
    const isPlain = expression !== undefined && end?.name === '}';
    parts.push(isPlain ? settledValue(expression, environment) : undefined);
    at = inner.to;
  }
  plain(node.to - 1);
  return parts;
}

function ofBinding({ kind, site }: Binding, { resolver, frames }: Environment): Settled | undefined {
  if (kind.type === 'value')
    return settledValue(kind.value.node, new Environment(kind.value, resolver, frames));
  if (kind.type === 'import') {
    const meaning = resolver.imported(kind.path, resolver.moduleOf(site));
    return meaning?.type === 'value'
      ? settledValue(meaning.value.node, new Environment(meaning.value, resolver))
      : undefined;
  }
  return kind.type === 'parameter' ? ofParameter(kind, { resolver, frames }) : undefined;
}

/** What a parameter is given by the call at hand, or by all that are no mere trials, those that leave its default in force among them. */
function ofParameter(
  { parameter, definition }: Extract<Binding['kind'], { type: 'parameter' }>,
  { resolver, frames }: Pick<Environment, 'resolver' | 'frames'>,
): Settled | undefined {
  const { fallback, name } = parameter;
  const running = frames.get(definition.scope);
  if (running !== undefined) {
    const given = boundArgument(running.site.segment, running.args, definition, name);
    if (given.passed === 'value')
      return settledValue(given.node, new Environment(running.site, resolver, running.frames));
    return given.passed === 'nothing' ? defaultOf(fallback, { resolver }) : undefined;
  }
  // Who calls a method of an object is not asked.
  const isMethod = definition.scope.parent?.kind === 'class' && definition.name !== '__init__';
  if (isMethod || resolver.underWay.has(parameter)) return undefined;
  resolver.underWay.add(parameter, resolver.nesting.level);
  try {
    const passed = expressionsPassed(parameter, definition, resolver, fallback);
    if (passed === 'searching' || passed === undefined) return undefined;
    const [first, ...others] =
      passed.length === 0
        ? [defaultOf(fallback, { resolver })]
        : passed.map(({ node, call }) => settledValue(node, new Environment(call, resolver)));
    const isSame = others.every((other) => other?.kind === first?.kind && other?.value === first?.value);
    return first && isSame ? { ...first, isDefault: true } : undefined;
  } finally {
    resolver.underWay.delete(parameter);
  }
}

function defaultOf(
  fallback: ExpressionSite | undefined,
  { resolver }: Pick<Environment, 'resolver'>,
): Settled | undefined {
  return fallback && settledValue(fallback.node, new Environment(fallback, resolver));
}

function isParsed([only, ...others]: readonly Binding[]): boolean {
  const value = only?.kind.type === 'value' && others.length === 0 ? only.kind.value : undefined;
  return value !== undefined && textOf(value.segment, value.node).includes('.parse_args(');
}

/** What an option is by default: `args.model`, after `parser.add_argument("--model", default="small")`. */
function optionOf(node: SyntaxNode, { resolver, site }: Environment): Settled | undefined {
  const [object, , key] = childrenOf(node);
  if (object === undefined || key?.name !== 'PropertyName') return undefined;
  const text = textOf(site.segment, object);
  const last = text.slice(text.lastIndexOf('.') + 1);
  const isParser = object.name === 'VariableName' && isParsed(resolver.bindingsOf(text, site));
  if (!isParser && !isConfigName(last)) return undefined;
  resolver.need(OPTIONS);
  const name = textOf(site.segment, key);
  const own = resolver.moduleOf(site);
  // What is called a config is mostly made otherwise: models ask it for much.
  const isOptions = isParser || familyOf(last) !== CONFIG_FAMILY;
  const isOwn = object.name === 'VariableName' && hasOption(own, name);
  const file = isOptions ? fileOfOption(object, name, { site, resolver }) : isOwn ? own : undefined;
  if (file === undefined) return undefined;
  const flag = flagByDefault(file, name);
  if (flag !== undefined) return { kind: 'truth', value: flag ? 'True' : 'False', isDefault: true };
  const option = optionExpression(file, name);
  const settled = option && settledValue(option.node, new Environment(option.call, resolver));
  return settled && { ...settled, isDefault: true, option: option.call };
}

/** What a class, or an object, has under a name: `self.KEY`, `Keys.KEY`, its own or what it inherits. */
function constantOf(node: SyntaxNode, { resolver, site, frames }: Environment): Settled | undefined {
  const [object, , key] = childrenOf(node);
  if (object === undefined || key?.name !== 'PropertyName') return undefined;
  const method = methodAround(site.scope);
  const isOwn = method !== undefined && textOf(site.segment, object) === method.self;
  const owner = isOwn ? method.owner : resolver.meaningOf(object, site);
  if (owner?.type !== 'class') return undefined;
  const fields = fieldOfClass({ is: 'class', of: owner }, textOf(site.segment, key), resolver) ?? [];
  const set = fields.length > 1 ? fields.filter((field) => !isNeverGiven(field, resolver)) : fields;
  const [only, ...others] = set;
  const settled =
    only === undefined || others.length > 0
      ? undefined
      : // What the function itself keeps it keeps of the call that runs it.
        settledValue(
          only.node,
          new Environment(only, resolver, only.scope === site.scope ? frames : only.frames),
        );
  return settled && set.length < fields.length ? { ...settled, isDefault: true } : settled;
}

/** Whether an expression is what a method is given that nobody calls: `def set_kind(self, kind): self.kind = kind`. */
function isNeverGiven({ node, segment, scope }: ExpressionSite, resolver: Resolver): boolean {
  const { definition } = scope;
  if (definition?.type !== 'function' || definition.name.startsWith('__')) return false;
  if (!definition.parameters.some(({ name }) => name === textOf(segment, node))) return false;
  const calls = callsEverywhere(definition.name, resolver.moduleOf(definition.site), resolver);
  return calls !== 'searching' && calls.length === 0;
}
