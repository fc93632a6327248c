import type { SyntaxNode } from '@lezer/common';
import { parsePythonNumber, reprNumber } from '../../../torch';
import { readArguments } from '../../syntax/arguments';
import { childrenOf } from '../../syntax/nodes';
import { isGuessed, openBy, type StaticNumber, unknown } from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import type { AbstractObject, ObjectOf } from './abstractObject';
import type { Environment } from './environment';

/** Rates that grow from layer to layer: `torch.linspace(0, drop_path_rate, depth)`. */
export type Rates = Extract<AbstractObject, { is: 'rates' }>;

const TORCH = 'torch.linspace';
const SPACED = [TORCH, 'numpy.linspace'];

/** What a call makes of such rates, or is one of them: `torch.linspace(…)`, `rates.tolist()`, `list(rates)`. */
export function ratesOfCall(
  call: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): Rates | undefined {
  const { site, resolver, frames } = environment;
  const { firstChild: callee } = call;
  const args = call.getChild('ArgList');
  if (callee === null || args === null) return undefined;
  const name = environment.textOf(callee);
  const path = name.endsWith('linspace') ? resolver.qualifiedName(callee, site) : undefined;
  if (path !== undefined && SPACED.includes(path)) {
    const { positional = [], keywords } = readArguments(site.segment, args) ?? {};
    const first = positional[0] ?? keywords?.get('start');
    const last = positional[1] ?? keywords?.get('end') ?? keywords?.get('stop');
    const isWhole = keywords?.has('endpoint') !== true;
    const count = isWhole ? (positional[2] ?? keywords?.get('steps') ?? keywords?.get('num')) : undefined;
    return first && last && { is: 'rates', first, last, count, isTorch: path === TORCH, site, frames };
  }
  const of = /\.(?:tolist|numpy|cpu)$/.test(name)
    ? callee.firstChild
    : name === 'list'
      ? childrenOf(args)[1]
      : undefined;
  return of ? ratesIn(objectOf(of, environment)) : undefined;
}

/** `[rate.item() for rate in torch.linspace(…)]` */
export function ratesTaken(
  comprehension: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): Rates | undefined {
  const [, element, , name, , iterable, ...rest] = childrenOf(comprehension);
  if (element === undefined || name === undefined || iterable === undefined || rest.length > 1)
    return undefined;
  const [taken, own] = [element, name].map((node) => environment.textOf(node));
  const isItself = [own, `${own}.item()`, `float(${own})`].includes(taken);
  return isItself ? ratesIn(objectOf(iterable, environment)) : undefined;
}

function ratesIn(object: AbstractObject): Rates | undefined {
  return object.is === 'rates' ? object : undefined;
}

/** What the first or the last of the rates is, where the index is known to be theirs, `rates[depth - 1]`; else any of them. */
export function numberOfRate(
  rates: Rates,
  key: SyntaxNode,
  text: string,
  environment: Environment,
): StaticNumber {
  const { resolver } = environment;
  const { first, last, count, isTorch, site, frames } = rates;
  const any = (): StaticNumber => numberOfRates(rates, text, resolver);
  const [many, at] = [count && resolver.numberOf(count, site, frames), environment.numberOf(key)];
  if (many?.known !== true || !at.known || many.guessed || at.guessed) return any();
  const [n = NaN, index = NaN] = [many, at].map((one) => parsePythonNumber(one.text)?.value);
  const place = index < 0 ? index + n : index;
  // Of a single one the first is the last.
  const node = place === 0 ? first : place === n - 1 ? last : undefined;
  const number = node && resolver.numberOf(node, site, frames);
  const said = number?.known === true ? parsePythonNumber(number.text)?.value : undefined;
  if (number?.known !== true || said === undefined) return any();
  const { beside: _, ...own } = number;
  const value = isTorch ? Math.fround(said) : said;
  const rate = { ...own, text: reprNumber({ type: 'float', value }), written: undefined };
  return openBy(openBy(rate, many.unless), at.unless);
}

/** What one of the rates is, whichever it is: known where the first and the last are the same. */
export function numberOfRates(
  { first, last, site, frames }: Rates,
  text: string,
  resolver: Resolver,
): StaticNumber {
  const [from, to] = [first, last].map((node) => resolver.numberOf(node, site, frames));
  if (from?.known !== true || to?.known !== true)
    return to?.known === false && to.reason === 'searching' ? to : unknown('loop', text);
  const [a, b] = [from, to].map((number) => parsePythonNumber(number.text)?.value);
  if (a !== undefined && a === b) {
    // Where somebody passes another last one, that is the end of others.
    const beside = to.beside?.map((one) => ({ ...one, text: `${from.text}, …, ${one.text}` }));
    return { ...to, written: undefined, ...(beside && { beside }) };
  }
  return isGuessed(from) || isGuessed(to)
    ? unknown('loop', text)
    : { ...unknown('loop', text), values: [from.text, '…', to.text] };
}
