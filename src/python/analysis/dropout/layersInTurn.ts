import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { childrenOf, stringValue, textOf } from '../../syntax/nodes';
import type { CallSite, FunctionDefinition, Segment, Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { testsAround } from '../provenance/guards';
import { assignedTo } from './madeAnew';

/** A loop over the layers that something has. */
interface Loop {
  readonly node: SyntaxNode;
  /** What is asked for its layers: `self` of `self.modules()`. */
  readonly of: string;
  /** Whether those that its parts have are gone through, too. */
  readonly isDeep: boolean;
}

const LAYERS_OF = /^(\S+)\.(?:named_)?(modules|children)\(\)$/;

/** The loop that gives a name each layer in turn: `for m in self.modules()`, `for name, m in self.named_children()`. */
export function loopOver(
  object: SyntaxNode,
  { node, site: { segment } }: FunctionDefinition,
): Loop | undefined {
  if (object.name !== 'VariableName') return undefined;
  const name = textOf(segment, object);
  for (let at = object.parent; at !== null && at.from > node.from; at = at.parent) {
    if (at.name !== 'ForStatement') continue;
    const parts = childrenOf(at);
    const place = parts.findIndex((part) => part.name === 'in');
    const [target, iterated] = [parts[place - 1], parts[place + 1]];
    if (target === undefined || iterated === undefined || textOf(segment, target) !== name) continue;
    const [, of, kind] = LAYERS_OF.exec(textOf(segment, iterated)) ?? [];
    return of === undefined ? undefined : { node: at, of, isDeep: kind === 'modules' };
  }
  return undefined;
}

/**
 * Whether a loop over layers comes by a layer, and its tests let it through to where the loop's name is used: `for m in self.modules(): if isinstance(m,
 * nn.Dropout): m.train()`. Undefined where it does not.
 */
export function pickedInLoop(
  object: SyntaxNode,
  method: FunctionDefinition,
  layer: CallSite,
  resolver: Resolver,
): 'surely' | 'perhaps' | undefined {
  const loop = loopOver(object, method);
  if (loop === undefined) return undefined;
  const { site } = method;
  const tests = testsAround(object).filter(({ test }) => loop.node.from < test.from);
  const passes = tests.map(({ test, holds }) => {
    const truth = picks(test, textOf(site.segment, object), site, layer, resolver);
    return truth === undefined ? undefined : truth === holds;
  });
  const comesBy = comesByLayer(loop, method, layer, tests.length > 0);
  if (comesBy === undefined || passes.includes(false)) return undefined;
  const isSure = comesBy === 'surely' && !passes.includes(undefined) && isPlainLoop(object, loop);
  return isSure ? 'surely' : 'perhaps';
}

/** Whether a layer is among those that a loop goes through. */
function comesByLayer(
  { of, isDeep }: Loop,
  method: FunctionDefinition,
  layer: CallSite,
  isFiltered: boolean,
): 'surely' | 'perhaps' | undefined {
  const target = assignedTo(layer.node);
  const kept = target && textOf(layer.segment, target);
  if (of === method.parameters[0]?.name) {
    const isItself = target?.nextSibling?.nextSibling?.from === layer.node.from;
    return isDeep || !isFiltered || isItself ? 'surely' : 'perhaps';
  }
  if (of === kept) return 'surely';
  const isOther = target?.name === 'MemberExpression' && /^self\.\w+$/.test(of);
  return isOther ? undefined : 'perhaps';
}

/** Whether nothing but tests stands between a loop and what is done in it, and none of them ends the round: `if …: continue`. */
function isPlainLoop(object: SyntaxNode, { node }: Loop): boolean {
  for (let at = object.parent; at !== null && at.from > node.from; at = at.parent)
    if (/^(?:For|While|Try|Match)Statement$|^BinaryExpression$|Comprehension/.test(at.name)) return false;
  const ends = ['ContinueStatement', 'BreakStatement'];
  let isLeft = false;
  node.cursor().iterate(({ name }) => {
    isLeft ||= ends.includes(name);
  });
  return !isLeft;
}

/** The name of a class: `m.__class__.__name__`, `type(m).__name__`. */
const CLASS_NAME = /(?:\btype\((\w+)\)|\b(\w+)\.__class__)\.__name__/;

/** How that name, for which `@` stands, is tested. */
const OF_NAME: readonly (readonly [test: RegExp, holds: (name: string, word: string) => boolean])[] = [
  [/^@\.startswith\((["']\w+["'])\)$/, (name, word) => name.startsWith(word)],
  [/^@\.find\((["']\w+["'])\) != -1$/, (name, word) => name.includes(word)],
  [/^@ == (["']\w+["'])$/, (name, word) => name === word],
  [/^(["']\w+["']) in @$/, (name, word) => name.includes(word)],
  [/^(["']\w+["']) in @\.lower\(\)$/, (name, word) => name.toLowerCase().includes(word)],
];

/** Whether a test of the loop's name holds for a layer, be it for the layers in it that drop; undefined where that is not known. */
function picks(
  test: SyntaxNode,
  item: string,
  site: Site,
  layer: CallSite,
  resolver: Resolver,
): boolean | undefined {
  const made = layerNamed(layer.callee, layer, resolver);
  const text = textOf(site.segment, test).replace(/\s+/g, ' ');
  const asked = classesAsked(test, item, site.segment);
  // Normalisation and the like is told by its name.
  const isOfOthers = /norm|bn/i.test(text) && !/drop/i.test(text);
  if (made?.startsWith('torch.nn.') !== true) return isOfOthers ? false : undefined;
  const name = made.slice(made.lastIndexOf('.') + 1);
  // A layer made of others is gone through with what it is made of.
  const isOne = /Dropout(?:\dd)?$|^(?:RNN|LSTM|GRU|MultiheadAttention)$/.test(name);
  const unlessOne = isOne || isOfOthers ? false : undefined;
  if (asked !== undefined) {
    const paths = asked.map((one) => layerNamed(one, site, resolver));
    if (paths.some((path) => path === made || path === 'torch.nn.Module')) return true;
    if (/Dropout(?:\dd)?$/.test(name) && paths.some((path) => path?.endsWith('._DropoutNd') === true))
      return true;
    return paths.every((path) => path?.startsWith('torch.nn.') === true && !path.endsWith('._DropoutNd'))
      ? unlessOne
      : isOfOthers
        ? false
        : undefined;
  }
  const ofName = text.replace(CLASS_NAME, (all, inType, inClass) =>
    (inType ?? inClass) === item ? '@' : all,
  );
  for (const [pattern, holds] of OF_NAME) {
    const word = stringValue(pattern.exec(ofName)?.[1] ?? '');
    if (word !== undefined) return holds(name, word) || unlessOne;
  }
  return isOfOthers ? false : undefined;
}

/** The path of a layer; torch's own by the first of its names: `nn.modules.dropout.Dropout` is `nn.Dropout`. */
function layerNamed(node: SyntaxNode, site: Site, resolver: Resolver): string | undefined {
  return resolver
    .qualifiedName(node, site)
    ?.replace(/^torch\.nn\.modules\.(?:[a-z]\w*\.)?([A-Z_]\w*)$/, 'torch.nn.$1');
}

/** The classes that a test asks for: `isinstance(m, nn.Dropout)`, `type(m) in (nn.Dropout, nn.Dropout2d)`. */
function classesAsked(test: SyntaxNode, item: string, segment: Segment): readonly SyntaxNode[] | undefined {
  const parts = childrenOf(test);
  const of = (node: SyntaxNode | undefined): readonly SyntaxNode[] | undefined =>
    node &&
    (node.name === 'TupleExpression' ? childrenOf(node).filter(({ name }) => !/^[(),]$/.test(name)) : [node]);
  if (test.name === 'CallExpression') {
    const [callee, args] = parts;
    const { positional: [object, classes] = [] } = (args && readArguments(segment, args)) ?? {};
    const isAsked = callee !== undefined && textOf(segment, callee) === 'isinstance';
    return isAsked && object !== undefined && textOf(segment, object) === item ? of(classes) : undefined;
  }
  const [object, operator, classes, ...more] = parts;
  if (object === undefined || operator === undefined || more.length > 0) return undefined;
  const isType = textOf(segment, object) === `type(${item})`;
  return isType && /^(?:==|is|in)$/.test(textOf(segment, operator)) ? of(classes) : undefined;
}
