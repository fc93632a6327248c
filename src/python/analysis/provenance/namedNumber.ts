import type { SyntaxNode } from '@lezer/common';
import { withoutParentheses } from '../../syntax/nodes';
import { type Binding, type CallSite, type ExpressionSite, placeOf } from '../../syntax/scopes';
import { type Frames, NO_FRAMES } from '../names/frames';
import { pathImported } from '../names/importPath';
import type { Resolver } from '../names/resolve';
import type { Known, StaticNumber } from '../names/staticNumber';
import {
  agreed,
  instead,
  isNone,
  isSameNumber,
  likely,
  openBy,
  openTo,
  unknown,
} from '../names/staticNumber';
import type { AbstractObject } from './abstractObject';
import { isGrown } from './displays';
import { Environment } from './environment';
import { isGuarded, isOfSingle, isTakenIfThere, testsAround } from './guards';
import { numberInTurn } from './members';
import { objectOf } from './objects';
import { argumentOf } from './passedArguments';
import { passed } from './passing';
import { numberOfRates } from './rates';
import { takenOnly } from './reached';
import { hangsOn, isPassedOver, likelyTruth } from './truth';
import { elementUnpacked, numberUnpackedByAll } from './unpacking';

/** What number a name is where it stands. */
export function namedNumber(
  node: SyntaxNode,
  name: string,
  { site, resolver, frames }: Environment,
): StaticNumber {
  const all = resolver.bindingsOf(name, site);
  const whoever = boundTo(all, name, { resolver, frames });
  const either = passedHere(whoever, all, { ...site, node }, resolver, frames) ?? whoever;
  if (either.known || either.reason === 'searching') return either;
  // Only where it is not the same in all branches is it asked which are taken.
  const { taken, unless } = takenOnly(all, placeOf, resolver, frames);
  const isAll = taken.length === all.length;
  const number = isAll ? either : openBy(boundTo(taken, name, { resolver, frames }), unless);
  if (number.known || all.length === 1) return number;
  const ofSingle = number.whereSeveral && whereSingle(taken, name, { resolver, frames });
  if (ofSingle?.known === true) return ofSingle;
  // No layer takes None: who leaves it None has to take another branch. `if p is None: p = 0.1`, `if config: p = config.p`
  const { whereSet } = isNone(number) ? either : number;
  return whereSet ? openTo(whereSet) : number;
}

/**
 * What those callers pass that lead to where a parameter stands, where they do not pass the same: `if layers > 1: nn.Dropout(p)`, and
 * `p if layers > 1 else 0`, is asked of whoever makes several layers. Undefined where all may lead there.
 */
function passedHere(
  whoever: StaticNumber,
  [binding, ...others]: readonly Binding[],
  place: ExpressionSite,
  resolver: Resolver,
  frames: Frames,
): StaticNumber | undefined {
  const isOne = whoever.known
    ? whoever.beside?.some(({ code }) => code === 'passed') !== true
    : whoever.reason !== 'ambiguous';
  if (isOne || others.length > 0 || binding?.kind.type !== 'parameter') return undefined;
  const { parameter, definition } = binding.kind;
  // Who leaves it 0 makes no layer there (`whereNotZero`), nor who leaves it below that: `if p >= 0`, and `p=-1`.
  const isForNone =
    whoever.known && whoever.text.startsWith('-') && hangsOn(place, definition, (one) => one === parameter);
  const isAsked = isForNone || hangsOn(place, definition, (one) => one !== parameter);
  if (frames.has(definition.scope) || !isAsked) return undefined;
  let [isLeft, isLed, isOpen] = [false, false, !isForNone];
  const isMeant = (call: CallSite): boolean => {
    const made = { args: call.args, site: call, frames: NO_FRAMES };
    const inner = new Map([...frames, [definition.scope, made]]);
    const isHere = resolver.reached(place, inner)?.holds !== false && !isPassedOver(place, resolver, inner);
    isLeft ||= !isHere;
    isLed ||= isHere;
    isOpen ||= isHere && argumentOf(call, definition, parameter.name, resolver).passed !== 'value';
    return isHere;
  };
  const number = passed(parameter, definition, resolver, frames, isMeant);
  if (!isLeft || !isLed) return undefined;
  // Those that only hand on what nobody is known to pass may be nobody: then the default is as good there as elsewhere.
  const isByDefault = whoever.known && whoever.source === 'parameter';
  if (!number.known && number.reason === 'parameter' && isByDefault) return undefined;
  const isDefault = number.known && whoever.known && isSameNumber(number.text, whoever.text);
  // The default is in force nowhere where those who lead there all pass something.
  return isDefault && !isOpen
    ? { ...unknown('ambiguous', parameter.name), values: number.beside?.map(({ text }) => text) ?? [] }
    : number;
}

/** What a name is that all of these may bind. */
function boundTo(
  bindings: readonly Binding[],
  name: string,
  { resolver, frames }: Pick<Environment, 'resolver' | 'frames'>,
): StaticNumber {
  const given = bindings.findIndex(({ kind }) => kind.type === 'parameter');
  const numbers: StaticNumber[] = [];
  for (const binding of bindings) {
    const number = numberBound(binding, name, resolver, frames);
    numbers.push(number);
    const [first] = numbers;
    // A function may bind a name thousands of times: where two differ the others say nothing more.
    if (given < 0 && first?.known === true && number.known && !isSameNumber(first.text, number.text)) {
      const ofSeveral = whereSeveral(bindings, name, { resolver, frames });
      return { ...unknown('reassigned', name), ...(ofSeveral && { whereSeveral: ofSeveral }) };
    }
  }
  const passed = numbers[given];
  // Where a number is passed, `if p is None: p = 0.1` is not run.
  const isForNone = (binding: Binding, i: number): boolean => i === given || isGuarded(binding, name);
  if (passed?.known === true && bindings.every(isForNone)) return passed;
  // What some dictionary may have is as good as its `get(key, default)`.
  const isTaken = (number: StaticNumber, i: number): boolean =>
    !number.known && number.reason !== 'searching' && isTakenBy(bindings[i]);
  const others = numbers.filter((number, i) => !isTaken(number, i));
  const isAll = others.length === 0 || others.length === numbers.length;
  const meant = isAll ? numbers : others;
  const number = agreed(meant, 'reassigned', name);
  if (number.known) return isAll ? number : openTo(number);
  const ofSeveral = whereSeveral(bindings, name, { resolver, frames });
  if (ofSeveral !== undefined) return { ...number, whereSeveral: ofSeveral };
  // Of None and a single other the other says why it is not known.
  const [only, ...more] = meant.filter((one) => !isNone(one));
  if (number.whereSet !== undefined || only === undefined || more.length > 0) return number;
  const none = meant.find(isNone);
  return only.known && none !== undefined ? instead(only, none) : only;
}

/** So many bindings are asked whether there are several layers. */
const MOST_ASKED = 8;

/** What a name is where there are several layers, if it is bound anew where there is one: `if num_layers == 1: dropout = 0`. */
function whereSeveral(
  bindings: readonly Binding[],
  name: string,
  { resolver, frames }: Pick<Environment, 'resolver' | 'frames'>,
): Known | undefined {
  const several =
    bindings.length > MOST_ASKED ? bindings : bindings.filter((binding) => !isOfSingle(binding));
  if (several.length === bindings.length) return undefined;
  const number = agreed(
    several.map((binding) => numberBound(binding, name, resolver, frames)),
    'reassigned',
    name,
  );
  return number.known ? number : undefined;
}

/** What a name is bound to for a single layer, where there is one: `if num_layers == 1: dropout = 0`, and `Net(num_layers=1)`. */
function whereSingle(
  bindings: readonly Binding[],
  name: string,
  { resolver, frames }: Pick<Environment, 'resolver' | 'frames'>,
): StaticNumber | undefined {
  const last = bindings.at(-1);
  if (last === undefined || !isOfSingle(last)) return undefined;
  const place = placeOf(last);
  const truth = resolver.reached(place, frames);
  if (truth?.holds === true) return openBy(numberBound(last, name, resolver, frames), truth.unless);
  const [around, ...others] = testsAround(last.node);
  const isAlone = around !== undefined && others.length === 0;
  const asked = isAlone ? likelyTruth(around.test, new Environment(place, resolver, frames)) : undefined;
  if (asked === undefined || asked.holds !== around?.holds) return undefined;
  return likely(numberBound(last, name, resolver, frames), asked.unless);
}

function isTakenBy(binding: Binding | undefined): boolean {
  return binding?.kind.type === 'value' && isTakenIfThere(binding.kind.value);
}

/** What number a single binding of a name gives it. */
export function numberBound(
  binding: Binding,
  name: string,
  resolver: Resolver,
  frames: Frames,
): StaticNumber {
  const { kind, site } = binding;
  switch (kind.type) {
    case 'value':
      return resolver.numberOf(kind.value.node, kind.value, frames);
    case 'parameter':
      return passed(kind.parameter, kind.definition, resolver, frames);
    case 'loop':
      return looped(kind, name, resolver, frames);
    case 'import':
    case 'star': {
      const meaning = resolver.imported(pathImported(kind, name), resolver.moduleOf(site));
      if (meaning?.type === 'searching') return unknown('searching', name);
      if (meaning?.type !== 'value') return unknown('imported', name);
      return resolver.numberOf(meaning.value.node, meaning.value);
    }
    case 'class':
    case 'function':
      return unknown('unreadable', name);
    case 'other': {
      const element = kind.element && elementUnpacked(kind.element, resolver, frames, objectOf);
      if (element !== undefined) return resolver.numberOf(element.node, element.site, element.frames);
      const passed = kind.element && numberUnpackedByAll(kind.element, name, resolver, frames, objectOf);
      return passed ?? unknown('unreadable', name);
    }
  }
}

/** `for p in [0.1, 0.1]`: known where all rounds have the same. */
function looped(
  { iterable, place }: Extract<Binding['kind'], { type: 'loop' }>,
  name: string,
  resolver: Resolver,
  frames: Frames,
): StaticNumber {
  if (iterable === undefined) return unknown('loop', name);
  const node = withoutParentheses(iterable.node);
  const object: AbstractObject =
    node.name === 'SetExpression'
      ? { is: 'list', node, site: iterable, frames }
      : objectOf(node, new Environment(iterable, resolver, frames));
  if (place !== undefined)
    return object.is === 'list' ? numberInTurn(object, name, resolver, place) : unknown('loop', name);
  if (object.is === 'repeated')
    return isGrown(object)
      ? unknown('reassigned', name)
      : resolver.numberOf(object.node, object.site, object.frames);
  if (object.is === 'rates') return numberOfRates(object, name, resolver);
  return object.is === 'list' ? numberInTurn(object, name, resolver) : unknown('loop', name);
}
