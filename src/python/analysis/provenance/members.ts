import type { SyntaxNode } from '@lezer/common';
import { textOf } from '../../syntax/nodes';
import { openBy, agreed, openTo, type StaticNumber, unknown } from '../names/staticNumber';
import { isData } from '../names/dataText';
import type { Resolver } from '../names/resolve';
import { type AbstractObject, isMapping, isPassed, ofCaller, parameterOf } from './abstractObject';
import { elementOf, elementsOf, indexOf, isGrown } from './displays';
import { isHandedOtherwise } from './callers';
import { attributeOfClass, framesOf, initOf } from './classes';
import { Environment } from './environment';
import { isBare, isOnlyDeclared, isSettings, isTakenOver } from './definitions';
import { anyElement } from './anyElement';
import { askedFor, tableLaidInto } from './askedFor';
import { fieldNamed } from './fields';
import { fromWhere, holderIn } from './setting';
import { filledFromFiles } from './filledFromFiles';
import { setInFiles } from './inFiles';
import { defaultOfLibrary, unlessSaid } from './librarySettings';
import { numberOfOption } from './optionNumber';
import { handedOut } from './handedOut';
import { isHolder } from './heldItems';
import { isLeftOut } from './mappings';
import { unreadBases } from './methods';
import { answersAll } from './namedAfter';
import { entryIn, objectOf } from './objects';
import { passedObject } from './passedByAll';
import { inheritedProbability, numberOfLayer } from './inheritedLayer';
import { defaultsOf, lacksOption } from './options';
import { pouredOverSettings } from './pouredOver';
import { asMade, setByName, writtenIntoModule } from './recordFields';
import { isConfigClassName } from './settingNames';
import { numberOfRate } from './rates';
import { settledText } from './texts';
import { underFile } from './underFile';
import { elementUnpacked, numberInRows } from './unpacking';
import { laidOverLibrary, MOST_CHANGES, putUnder, updatesOf, withPut } from './dictionaryChanges';

/** The number that an attribute of an object is. */
export function numberOfAttribute(
  owner: AbstractObject,
  name: string,
  text: string,
  { resolver, frames, site }: Pick<Environment, 'resolver' | 'frames' | 'site'>,
): StaticNumber {
  switch (owner.is) {
    case 'unknown':
      if (owner.reason.reason === 'searching') return owner.reason;
      // `config: BertConfig`, of a library that is not there.
      return owner.reason.reason === 'imported'
        ? unlessSaid(
            unknown('attribute', text),
            defaultOfLibrary(name, holderIn(text), site, resolver, owner.reason),
          )
        : unknown('attribute', text);
    case 'instance':
    case 'class': {
      const own =
        setByName(owner, name, text, resolver) ?? attributeOfClass(owner, name, text, resolver, site);
      const made = asMade(own, owner, name, resolver);
      const filled = owner.is === 'instance' ? filledFromFiles(made, owner, name, text, resolver) : made;
      const number =
        owner.is === 'instance' ? pouredOverSettings(filled, owner, name, resolver, objectOf) : filled;
      // A field without a default is what somebody sets it to, in the code or in a file.
      const isDeclared = !number.known && number.reason === 'parameter' && isOnlyDeclared(owner.of, name);
      const passed = isDeclared ? numberPassed(owner, name, text, { resolver, frames, site }) : undefined;
      if (passed !== undefined) return passed;
      if (isDeclared || (isSettings(owner.of) && isTakenOver(number, owner, name, resolver)))
        return fieldNamed({ name, holder: holderIn(text), text, isDeclared }, resolver, site);
      const set =
        isNoneByDefault(number) && isSettings(owner.of)
          ? setInFiles(name, owner.of.name, resolver)
          : undefined;
      if (set !== undefined) return { ...unknown('none', text), whereSet: set };
      const isUnset = !number.known && number.reason === 'attribute';
      const items =
        isUnset && owner.is === 'instance' && resolver.moduleOf(owner.of.site).writesOf(name).length === 0
          ? handedOut(owner, '__getattr__', resolver, objectOf)
          : undefined;
      if (items !== undefined) return numberOfAttribute(items, name, text, { resolver, frames, site });
      const handed = isUnset && owner.is === 'instance' ? handedToBase(owner, name, resolver) : undefined;
      if (handed !== undefined) return handed;
      // What has nothing of its own holds what somebody sets, `class Args: pass`, or what it is made of: `class AttrDict(dict)`.
      const isAnswered = owner.is === 'instance' && (answersAll(owner.of) || isHolder(owner.of, resolver));
      if (isUnset && (isBare(owner.of) || isAnswered))
        return fieldNamed({ name, holder: holderIn(text), text }, resolver, site);
      // What callers pass for settings may hold what it has read.
      if (isUnset && owner.is === 'instance' && isPassed(owner) && isConfigClassName(owner.of.name))
        return fieldNamed({ name, holder: owner.of.name, text }, resolver, site);
      return (
        (isUnset && owner.is === 'instance'
          ? inheritedProbability(owner, name, text, resolver)
          : undefined) ?? number
      );
    }
    case 'module': {
      const bindings = owner.module.bindingsOf(name);
      const numbers = bindings.map((binding) => resolver.numberBound(binding, name, frames));
      const all = [...numbers, ...writtenIntoModule(owner.module, name, resolver)];
      return bindings.length === 0 ? unknown('attribute', text) : agreed(all, 'reassigned', text);
    }
    case 'options':
      return numberOfOption(owner, name, text, { resolver, frames, site });
    case 'configuration': {
      const passed = owner.passed && askedFor(owner.passed, site);
      const numbers = passed && numbersIn(passed, name, text, { resolver, frames, site });
      // Of what is imported only the parts are known that are the workspace's own: `cfg.model = CN()`.
      if (owner.isImported === true && !owner.name.includes('.')) return unknown('attribute', text);
      const number = numbers && agreed(numbers, 'ambiguous', text);
      // Whichever of them it is, all say so, or each something else.
      const isSaid = numbers?.every((one) => one.known && !one.guessed) === true;
      if (number !== undefined && isSaid) return openBy(number, 'caller');
      const named = fieldNamed({ name, holder: owner.name, text, ...fromWhere(owner) }, resolver, site);
      // It is one of several that are known, and not another one of that name.
      return named.known && owner.passed !== undefined ? { ...named, guessed: true } : named;
    }
    case 'parameters':
      return numberOfParameter(owner, name, text, { resolver, frames, site });
    case 'layer':
      return numberOfLayer(owner, name, text, resolver);
    case 'model':
    case 'repeated':
    case 'rates':
      return unknown('attribute', text);
    case 'dictionary':
    case 'keywords':
    case 'list':
      return keyed(owner, name, text, { resolver, frames, site });
  }
}

/** What several objects have under a name of which one is meant; whose dictionary has no such key does not come here. */
function numbersIn(
  owners: readonly AbstractObject[],
  name: string,
  text: string,
  environment: Pick<Environment, 'resolver' | 'frames' | 'site'>,
): readonly StaticNumber[] {
  const { resolver } = environment;
  const all = owners.map((one) => [one, numberOfAttribute(one, name, text, environment)] as const);
  const having = all.filter(
    ([one, number]) => !lacks(one, name, number, resolver) && !lacksOption(one, name, number, resolver),
  );
  return (having.length === 0 ? all : having).map(([, number]) => number);
}

/** Whether a dictionary has nothing under a key of which this is known, and nobody puts anything there. */
export function lacks(
  owner: AbstractObject,
  name: string,
  number: StaticNumber,
  resolver: Resolver,
): boolean {
  if (number.known || number.reason !== 'subscript' || !isMapping(owner)) return false;
  return entryIn(owner, name, resolver) === 'nothing';
}

/** What the objects of a class are called with that its `__init__` takes as keywords and hands to a base of another library: `class Own(BertConfig)`. */
function handedToBase(
  { of, made }: Extract<AbstractObject, { is: 'instance' }>,
  name: string,
  resolver: Resolver,
): StaticNumber | undefined {
  const definition = initOf(of);
  if (definition === undefined || unreadBases(of, resolver).length === 0) return undefined;
  return takenByRest(
    { is: 'parameters', of: [{ definition, frames: framesOf(definition, made) }] },
    name,
    resolver,
  );
}

function isNoneByDefault(number: StaticNumber): boolean {
  return !number.known && number.reason === 'none' && number.whereSet === undefined;
}

/** What a field that a class only declares is in the object that all callers pass, where it is known how that is made. */
function numberPassed(
  owner: Extract<AbstractObject, { is: 'instance' | 'class' }>,
  name: string,
  text: string,
  environment: Pick<Environment, 'resolver' | 'frames' | 'site'>,
): StaticNumber | undefined {
  if (owner.is !== 'instance' || owner.parameter === undefined) return undefined;
  const { own, definition } = owner.parameter;
  const passed = passedObject(own, definition, environment.resolver, environment.frames, objectOf);
  if (passed?.is !== 'instance' || passed.made === undefined || passed.of !== owner.of) return undefined;
  const number = numberOfAttribute(passed, name, text, environment);
  return number.known ? number : undefined;
}

/** The number that a parameter of `__init__` is which a module keeps: `self.hparams.dropout`. */
function numberOfParameter(
  owner: Extract<AbstractObject, { is: 'parameters' }>,
  name: string,
  text: string,
  { resolver, site }: Pick<Environment, 'resolver' | 'frames' | 'site'>,
): StaticNumber {
  resolver.need(`.${name}`);
  const { definition, frames } = parameterOf(owner, name) ?? {};
  const [only, ...others] = definition?.scope.names.get(name) ?? [];
  const taken = definition === undefined ? takenByRest(owner, name, resolver) : undefined;
  if (taken !== undefined) return taken;
  // What is given another value before it is kept has a name and no more.
  if (
    definition === undefined ||
    frames === undefined ||
    only?.kind.type !== 'parameter' ||
    others.length > 0
  )
    return fieldNamed({ name, holder: 'hparams', text }, resolver, site);
  // Lightning keeps what a derived class is given.
  if (!frames.has(definition.scope) && isHandedOtherwise(name, definition, resolver))
    return unknown('ambiguous', text);
  const writes = resolver
    .moduleOf(definition.site)
    .writesOf(name)
    .filter(({ segment, node }) => /\bhparams\b/.test(textOf(segment, node)));
  return agreed(
    [
      resolver.numberBound(only, name, frames),
      ...writes.map((write) => resolver.numberWritten(write.value, text)),
    ],
    'reassigned',
    text,
  );
}

/** What `__init__` is given for a name by way of its `**kwargs`. */
function takenByRest(
  { of }: Extract<AbstractObject, { is: 'parameters' }>,
  name: string,
  resolver: Resolver,
): StaticNumber | undefined {
  for (const { definition, frames } of of) {
    const rest = definition.parameters.find(({ kind }) => kind === 'doubleStar');
    const site = definition.site.segment.calls.find(({ scope }) => scope === definition.scope);
    if (rest === undefined || site === undefined) continue;
    const argument = { passed: 'unpacked', node: rest.node } as const;
    const number = resolver.numberUnpacked(argument, name, site, frames, undefined);
    if (number !== 'nothing' && number.known) return number;
  }
  return undefined;
}

/** The number that an item of an object is: `cfg["drop_rate"]`, `rates[0]`. */
export function numberOfItem(
  object: SyntaxNode,
  key: SyntaxNode,
  text: string,
  environment: Environment,
): StaticNumber {
  const { resolver } = environment;
  const whole = objectOf(object, environment);
  const items = whole.is === 'instance' ? handedOut(whole, '__getitem__', resolver, objectOf) : undefined;
  const owner = items ?? whole;
  const keyText = environment.textOf(key);
  if (owner.is === 'list') {
    const element = elementOf(owner, keyText);
    if (element === undefined)
      return key.name === 'String' ||
        indexOf(keyText) !== undefined ||
        textOf(environment.site.segment, key.parent ?? key).includes(':')
        ? unknown('subscript', text)
        : numberInTurn(owner, text, resolver);
    if (isGrown(owner)) return unknown('reassigned', text);
    return ofList(resolver.numberOf(element, owner.site, owner.frames), owner);
  }
  if (owner.is === 'rates' && key.name !== 'String') return numberOfRate(owner, key, text, environment);
  if (owner.is === 'repeated' && key.name !== 'String') {
    if (isGrown(owner)) return unknown('reassigned', text);
    const isList = objectOf(owner.node, new Environment(owner.site, resolver, owner.frames)).is === 'list';
    return isList ? unknown('subscript', text) : resolver.numberOf(owner.node, owner.site, owner.frames);
  }
  const settled = settledText(key, environment);
  const name = settled?.value;
  // An option that takes several: `args.dropout[0]`.
  const index = indexOf(keyText);
  const several =
    owner.is === 'configuration' && index !== undefined ? environment.numberOf(object) : undefined;
  if (several?.known === true && several.source === 'config') return several;
  if (name === undefined)
    return numberInRows(owner, index, text, resolver) ?? anyElement(object, owner, text, environment);
  const number = numberOfAttribute(
    settled?.isDefault === true ? ofCaller(owner) : owner,
    name,
    text,
    environment,
  );
  return !number.known && number.reason === 'attribute' ? unknown('subscript', text) : number;
}

/** A number that stands in a list, which a caller may replace. */
function ofList(number: StaticNumber, { isPassed }: Extract<AbstractObject, { is: 'list' }>): StaticNumber {
  return isPassed === true ? openBy(number, 'caller') : number;
}

/**
 * What each element of a list is, one after the other: known where all are the same.
 *
 * @param place of what each of them is unpacked into
 */
export function numberInTurn(
  list: Extract<AbstractObject, { is: 'list' }>,
  text: string,
  resolver: Resolver,
  place?: number,
): StaticNumber {
  const elements = elementsOf(list.node);
  if (isGrown(list)) return unknown('reassigned', text);
  if (elements.some(({ name }) => name === '*' || name === 'for')) return unknown('loop', text);
  const numbers = elements.map((element) => {
    if (place === undefined) return resolver.numberOf(element, list.site, list.frames);
    const of = { ...list.site, node: element };
    const part = elementUnpacked({ of, place }, resolver, list.frames, objectOf);
    return part ? resolver.numberOf(part.node, part.site, part.frames) : unknown('loop', text);
  });
  const together = agreed(numbers, 'loop', text);
  if (together.known || numbers.length === 0) return ofList(together, list);
  const values = numbers.flatMap((number) => (number.known && !number.guessed ? [number.text] : []));
  return values.length === numbers.length ? { ...unknown('loop', text), values } : unknown('loop', text);
}

/** What a mapping or a list has under a key, and what a file says that is laid over it. */
function keyed(
  owner: Extract<AbstractObject, { is: 'dictionary' | 'keywords' | 'list' }>,
  name: string,
  text: string,
  environment: Pick<Environment, 'resolver' | 'frames' | 'site'>,
): StaticNumber {
  const number = keyedItself(owner, name, text, environment);
  const isUnderFile = owner.is !== 'list' && owner.isUnderFile === true;
  return isUnderFile ? underFile(number, name, text, environment.resolver) : number;
}

function keyedItself(
  owner: Extract<AbstractObject, { is: 'dictionary' | 'keywords' | 'list' }>,
  name: string,
  text: string,
  environment: Pick<Environment, 'resolver' | 'frames' | 'site'>,
): StaticNumber {
  const { resolver } = environment;
  if (owner.is !== 'list' && isLeftOut(owner.filter, name)) return unknown('subscript', text);
  const above = owner.is === 'list' ? undefined : owner.above;
  if (above !== undefined && defaultsOf(above, name, resolver).length > 0)
    return numberOfOption(above, name, text, environment);
  const entry = owner.is === 'list' ? 'nothing' : entryIn(owner, name, resolver);
  const has = entry !== undefined && entry !== 'nothing';
  const isOpen = entry === undefined && owner.is === 'dictionary';
  const table = isOpen ? tableLaidInto(owner, name, resolver, { objectOf, entryIn }) : undefined;
  const found = has
    ? resolver.numberOf(entry.node, entry.site, entry.frames)
    : table && numberOfAttribute(table, name, text, environment);
  const number = has && entry.isOpen && found ? openBy(found, 'caller') : found;
  // What is assigned to that key anywhere counts as well.
  const module = resolver.moduleOf(owner.site);
  resolver.need(`.${name}`);
  const named = owner.is === 'list' ? [] : (owner.named ?? []);
  const modules = [module, ...named.map(({ bound }) => resolver.moduleOf(bound.site))];
  if (modules.some((one) => one.writesOf(name).length > MOST_CHANGES)) return unknown('reassigned', text);
  const puts = named.map((one) => putUnder(one, name, resolver));
  const put = puts.flat();
  const writes = [
    ...module
      .writesOf(name)
      .flatMap((write) => (put.includes(write) ? [] : resolver.numberWritten(write.value, text))),
    ...updatesOf(owner, name, module, resolver, objectOf),
    ...laidOverLibrary(owner, name, module, resolver, objectOf),
  ];
  const isBelow = owner.is !== 'list' && owner.otherwise !== undefined && !has;
  const below = isBelow ? numberOfAttribute(owner.otherwise, name, text, environment) : number;
  // What is unpacked there may have it, too.
  const spread =
    owner.is === 'keywords' && entry === undefined ? owner.args.getChild('**')?.nextSibling : null;
  if (spread) {
    const argument = { passed: 'unpacked', node: spread } as const;
    const otherwise = below?.known === true ? below : undefined;
    const given = resolver.numberUnpacked(argument, name, owner.site, owner.frames, otherwise);
    const isAll = writes.length + put.length === 0;
    return given !== 'nothing' && given.known && isAll ? given : unknown('unpacked', text);
  }
  // What a library has by default counts no assignments of its own.
  const isWhole = isBelow && (owner.otherwise.is !== 'unknown' || writes.length === 0);
  if (isWhole && below !== undefined && put.length === 0) return below;
  // What cannot be looked into may have it: `{**BASE, **given}`.
  const open = owner.is !== 'list' && entry === undefined ? [unknown('subscript', text)] : [];
  const own = below === undefined ? open : [below];
  const numbers = [
    ...named
      .reduce<readonly StaticNumber[]>(
        (before, one, i) => withPut(before, puts[i] ?? [], one, text, resolver),
        own,
      )
      .map((one) => (owner.isPassed === true ? openTo(one) : one)),
    ...writes,
  ];
  // A file that does not say it may not be the one that is meant.
  if (numbers.length === 0 && isData(resolver.uriOf(module)))
    return fieldNamed({ name, holder: holderIn(text), text }, resolver, environment.site);
  return numbers.length === 0 ? unknown('subscript', text) : agreed(numbers, 'reassigned', text);
}
