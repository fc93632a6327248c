import type { SyntaxNode } from '@lezer/common';
import { type PassedArgument, argumentFor, readArguments } from '../../syntax/arguments';
import { addTo } from '../../syntax/byKey';
import { childrenOf, textOf, withoutParentheses } from '../../syntax/nodes';
import type { Binding, ExpressionSite, Site } from '../../syntax/scopes';
import { isMapping } from '../provenance/abstractObject';
import { partsLookedUp } from '../provenance/lookedUp';
import { madeByFactory } from './factories';
import { Environment } from '../provenance/environment';
import { expressionsPassed } from '../provenance/expressionsPassed';
import { lineage, methodAround } from '../provenance/methods';
import { objectOf } from '../provenance/objects';
import { pathImported } from '../names/importPath';
import { isReplaced } from './replaced';
import type { Resolver } from '../names/resolve';
import { type DropoutCallable, dropoutCallable } from '../names/torchNames';
import { settledText } from '../provenance/texts';
import { putAnywhere, valuesOf, valuesUnder } from './itemsMeant';

/** What `partial(nn.Dropout, 0.1)` passes, whatever else a call passes. */
export interface BoundBefore {
  /** The arguments of `partial`, the first of which is what it calls. */
  readonly args: SyntaxNode;
  readonly site: Site;
  /** All of the parameters, of which the first few have their arguments already. */
  readonly parameters: readonly string[];
}

/** One of torch's layers or functions that drop, for which an expression stands. */
export interface Meant {
  readonly callable: DropoutCallable;
  readonly name: string;
  readonly before: BoundBefore | undefined;
  /** The same of each of several that it may stand for, where these differ. */
  readonly befores?: readonly (BoundBefore | undefined)[] | undefined;
  /** Whether it may stand for something else as well: by a condition, or because a caller says so. */
  readonly mayBeOther: boolean;
  /** Whether it is only taken for a recurrent layer, which it is where it is given dropout: by what its name says, or else where it is given layers, too. */
  readonly isAssumed?: 'named' | 'unnamed' | undefined;
}

/** What `partial` passes for a parameter of what it calls. */
export function passedBefore({ args, site, parameters }: BoundBefore, parameter: string): PassedArgument {
  return argumentFor(site.segment, args, ['func', ...parameters], parameter);
}

/** The layer or function of torch's for which an expression stands, or may; undefined where there is none. */
export function dropoutMeant(expression: SyntaxNode, site: Site, resolver: Resolver): Meant | undefined {
  return resolver.lookInto(() => meant(withoutParentheses(expression), site, resolver), undefined);
}

function meant(node: SyntaxNode, site: Site, resolver: Resolver): Meant | undefined {
  const looked = lookedUp(node, site, resolver);
  const path = looked?.path ?? resolver.qualifiedName(node, site);
  const callable = path === undefined ? undefined : dropoutCallable(path);
  if (path !== undefined && callable !== undefined)
    return isReplaced(path, resolver)
      ? undefined
      : {
          callable,
          name: path,
          before: undefined,
          mayBeOther: looked?.isDefault === true,
          isAssumed: looked?.isAssumed,
        };
  switch (node.name) {
    case 'ConditionalExpression': {
      const [yes, , , , no] = childrenOf(node);
      return oneOf([yes, no].map((branch) => branch && dropoutMeant(branch, site, resolver)));
    }
    case 'CallExpression':
      return partial(node, site, resolver);
    case 'VariableName':
      return oneOf(
        resolver
          .bindingsOf(textOf(site.segment, node), site)
          .map((binding) => meantByBinding(binding, textOf(site.segment, node), resolver)),
      );
    case 'MemberExpression':
      return node.lastChild?.name === 'PropertyName'
        ? attribute(node, site, resolver)
        : item(node, site, resolver);
    default:
      return undefined;
  }
}

/** The dotted path of what is looked up by its name: `getattr(nn, 'Dropout2d')`, and whether a caller may look up another. */
function lookedUp(
  node: SyntaxNode,
  site: Site,
  resolver: Resolver,
): (Pick<Meant, 'isAssumed'> & { readonly path: string; readonly isDefault: boolean }) | undefined {
  const { object, name } = partsLookedUp(site.segment, node) ?? {};
  const path = object && resolver.qualifiedName(object, site);
  const own = path && name ? settledText(name, new Environment(site, resolver)) : undefined;
  if (own !== undefined && dropoutCallable(`${path}.${own.value}`) !== undefined)
    return { path: `${path}.${own.value}`, isDefault: own.isDefault };
  // Of `getattr(nn, kind.upper())(n, n, dropout=p)` any that takes dropout by that name is a recurrent layer, if it is called like one.
  if (path !== 'torch.nn' || name === undefined) return undefined;
  const isNamed = RECURRENT.test(textOf(site.segment, name));
  if (!isNamed && own?.isDefault === false) return undefined;
  return { path: 'torch.nn.LSTM', isDefault: true, isAssumed: isNamed ? 'named' : 'unnamed' };
}

/** How recurrent layers are called, and what gives them dropout. */
export const RECURRENT = /rnn|lstm|gru|cell/i;
const DROPS = /[(,]\s*dropout\s*=/;
/** What gives layers to a recurrent one, which alone takes dropout beside: `nn.TransformerEncoder` takes none. */
const LAYERS = /[(,]\s*num_layers\s*=/;

/** Whether what is given these arguments is a recurrent layer. @param isNamed whether it is called like one */
export function isRecurrentBy(args: string, isNamed: boolean): boolean {
  return DROPS.test(args) && (isNamed || LAYERS.test(args));
}

function argumentsOf(node: SyntaxNode, callee: string, { segment }: Site): ReturnType<typeof readArguments> {
  const { firstChild } = node;
  if (firstChild === null) return undefined;
  const text = textOf(segment, firstChild);
  if (text !== callee && !text.endsWith(`.${callee}`)) return undefined;
  const args = node.getChild('ArgList');
  return args === null ? undefined : readArguments(segment, args);
}

/** `partial(nn.Dropout, 0.1)`. */
function partial(node: SyntaxNode, site: Site, resolver: Resolver): Meant | undefined {
  const given = argumentsOf(node, 'partial', site);
  const [called, ...places] = given?.positional ?? [];
  const args = node.getChild('ArgList');
  if (given === undefined || called === undefined || args === null) return undefined;
  if (given.star !== undefined || given.doubleStar !== undefined) return undefined;
  const inner = dropoutMeant(called, site, resolver);
  if (inner === undefined || inner.before !== undefined || inner.befores !== undefined) return undefined;
  const { parameters } = inner.callable;
  const left = { ...inner.callable, parameters: parameters.slice(places.length) };
  return { ...inner, callable: left, before: { args, site, parameters } };
}

function meantByBinding({ kind, site }: Binding, name: string, resolver: Resolver): Meant | undefined {
  switch (kind.type) {
    case 'value':
      return dropoutMeant(kind.value.node, kind.value, resolver);
    case 'parameter': {
      const { fallback } = kind.parameter;
      const one =
        (fallback && dropoutMeant(fallback.node, fallback, resolver)) ?? meantByCallers(kind, resolver);
      return one && { ...one, mayBeOther: true };
    }
    case 'import':
    case 'star': {
      const path = pathImported(kind, name);
      const meaning = /drop/i.test(path) ? resolver.imported(path, resolver.moduleOf(site)) : undefined;
      return meaning?.type === 'value'
        ? dropoutMeant(meaning.value.node, meaning.value, resolver)
        : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * What the calls of a function pass for a parameter whose name speaks of it: `def block(dropout)`, and `block(partial(nn.Dropout, 0.1))`. Other
 * files are opened only for such a name.
 */
function meantByCallers(
  { parameter, definition }: Extract<Binding['kind'], { type: 'parameter' }>,
  resolver: Resolver,
): Meant | undefined {
  if (!/drop/i.test(parameter.name) && !RECURRENT.test(parameter.name)) return undefined;
  const passed = expressionsPassed(parameter, definition, resolver, parameter.fallback);
  return passed === undefined || passed === 'searching'
    ? undefined
    : oneOf(passed.map(({ node, call }) => dropoutMeant(node, call, resolver)));
}

/** `self.layer`, where the class keeps what is called rather than what that makes. */
function attribute(node: SyntaxNode, site: Site, resolver: Resolver): Meant | undefined {
  const method = methodAround(site.scope);
  const [object, , property] = childrenOf(node);
  if (method === undefined || object === undefined || property === undefined) return undefined;
  if (textOf(site.segment, object) !== method.self) return undefined;
  const name = textOf(site.segment, property);
  const writes = lineage(method.owner, resolver).flatMap(({ selfWrites }) => selfWrites.get(name) ?? []);
  return oneOf(writes.map(({ value }) => value && dropoutMeant(value.node, value, resolver)));
}

/** `LAYERS['2d']`, `LAYERS[kind]`; of a dictionary whose key is not known, any of its layers. */
function item(node: SyntaxNode, site: Site, resolver: Resolver): Meant | undefined {
  const [object, , key] = childrenOf(node);
  if (object === undefined || key === undefined) return undefined;
  const owner = objectOf(object, new Environment(site, resolver));
  const meantBy = (all: readonly (ExpressionSite | undefined)[]): Meant | undefined =>
    oneOf(all.map((value) => value && dropoutMeant(value.node, value, resolver)));
  if (!isMapping(owner)) {
    const made = madeByFactory(node, site, resolver);
    const one = meantBy(made?.expressions ?? putAnywhere(key, site, resolver));
    return one && { ...one, mayBeOther: one.mayBeOther || made?.isSure !== true };
  }
  const name = settledText(key, new Environment(site, resolver));
  const own = name && valuesUnder(owner, name.value, resolver);
  // A default that the dictionary has not is none that is ever looked up.
  const isAny = name === undefined || (own?.length === 0 && name.isDefault);
  const one = meantBy(isAny ? valuesOf(owner) : (own ?? []));
  return one && { ...one, mayBeOther: one.mayBeOther || name?.isDefault === true || owner.isPassed === true };
}
/**
 * The first one that there is, or of those that most of them take their arguments as: `nn.RNN` has another order than `nn.LSTM` and
 * `nn.GRU`. Whether all are the same tells whether it may be another.
 */
function oneOf(all: readonly (Meant | undefined)[]): Meant | undefined {
  const alike = new Map<number, Meant[]>();
  const found = all.filter((one) => one !== undefined);
  const sure = found.filter((one) => one.isAssumed === undefined);
  for (const one of sure.length > 0 ? sure : found) addTo(alike, placeOfP(one), one);
  const [first] = [...alike.values()].reduce((most, some) => (some.length > most.length ? some : most), []);
  if (first === undefined) return undefined;
  const isSure = all.every((one) => one?.name === first.name && !one.mayBeOther);
  const befores = all.flatMap((one) => (one === undefined ? [] : (one.befores ?? [one.before])));
  const isOne = befores.every((one) => one?.args === first.before?.args);
  return { ...first, mayBeOther: !isSure, ...(!isOne && { befores }) };
}

function placeOfP({ callable }: Meant): number {
  return callable.parameters.indexOf(callable.parameter);
}
