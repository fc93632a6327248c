import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import { type CallSite, type ClassDefinition, enclosing, type Scope } from '../../syntax/scopes';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { type Beside, type StaticNumber, unknown } from '../names/staticNumber';
import { type AbstractObject, isMapping } from './abstractObject';
import { callsIn, callsOf } from './callsIn';
import { fieldOfClass } from './classes';
import { typeDeclared } from './declared';
import { type Definition, isLeftOutIn, isSettings, segmentsOf, settingsIn } from './definitions';
import { Environment } from './environment';
import { lineage, unreadBases } from './methods';
import { objectOf } from './objects';
import { isShown, isTest } from './tried';
import { asDefault, saidByFiles } from './underFile';
import { besides } from './weighing';

/** A call that fills an object with what a file has, or whatever else is only known while a program runs. */
interface Filling {
  readonly call: CallSite;
  /** Under which key what fills the class's own objects stands in that; undefined where that may be any. */
  readonly under: string | undefined;
}

/** What fills an object of a class by a method of that: `Config.model_validate(raw)`. */
const BY_METHOD = [
  'model_validate',
  'model_validate_json',
  'parse_obj',
  'parse_raw',
  'parse_file',
  'from_dict',
];
/** What is given a class, of which it makes an object: dacite's `from_dict(Config, raw)`, pydantic's `TypeAdapter(Config)`, `OmegaConf.structured(Config)`. */
const OF_CLASS = ['from_dict', 'TypeAdapter', 'structured'];
/** Of these what is given no more than the class. */
const GIVEN_LATER = /^(?:TypeAdapter|structured)$/;
/** What lays a file over such an object of OmegaConf's. */
const LAYS_OVER = 'merge';
/** Classes whose parts are made of dictionaries, too, where an object is: `Config(**raw)`. */
const MAKES_PARTS = /^(?:BaseModel|BaseSettings)$/;
/** So many classes may have one another as parts. */
const MOST_PARTS = 4;

/**
 * What a field of settings is whose objects are made of files alone, `Config.model_validate(raw)`, those of a class of which it is a part as well: what
 * all files say that have it there, and its default beside that where one leaves it out; the default, where none says it.
 *
 * @param held what it is as the class has it
 */
export function filledFromFiles(
  held: StaticNumber,
  owner: Extract<AbstractObject, { is: 'instance' }>,
  name: string,
  text: string,
  resolver: Resolver,
): StaticNumber {
  const { of, made, isSelf } = owner;
  // What a call makes that stands in the body of a class is no more than a default.
  const isMade = made !== undefined && made.site.scope.kind !== 'class';
  if (!held.known || isMade || isSelf || !isSettings(of)) return held;
  if (fieldOfClass(owner, name, resolver)?.every(({ scope }) => scope.kind === 'class') !== true) return held;
  const fillings = resolver.remembered(of, 'filled', () => allFillings(of, resolver));
  if (fillings === 'searching') return unknown('searching', text);
  if (fillings.length === 0) return held;
  const isThere = ({ under }: Definition): boolean =>
    fillings.some((one) => one.under === undefined || one.under === under);
  const number = saidByFiles(name, text, of.name, isThere, resolver);
  if (number === undefined)
    return besides(held, [{ number: unknown('unpacked', name), beside: passedBy(fillings) }]);
  if (!number.known) return number;
  const beside = isLeftOut(fillings, name, resolver) ? asDefault(held) : [];
  return {
    ...number,
    beside: [...beside, ...(number.beside ?? []), ...(held.beside ?? [])],
  };
}

/** What the first of such calls is given; undefined where another call is given that. */
function passedBy([filling]: readonly Filling[]): Beside | undefined {
  if (filling === undefined || GIVEN_LATER.test(filling.call.name)) return undefined;
  const { segment, args } = filling.call;
  const { positional = [], keywords, doubleStar } = readArguments(segment, args) ?? {};
  const node = doubleStar ?? keywords?.get('data') ?? keywords?.get('obj') ?? positional.at(-1);
  if (node === undefined) return undefined;
  return {
    code: 'passed',
    text: `${node === doubleStar ? '**' : ''}${textOf(segment, node)}`,
    step: { segment, node },
  };
}

/** Whether a file has what fills such objects, and leaves a field of that out. */
function isLeftOut(fillings: readonly Filling[], name: string, resolver: Resolver): boolean {
  const home = resolver.uriOf(resolver.home);
  return fillings.some(({ under }) => {
    const files =
      under === undefined ? [] : (resolver.files?.mentioning(under, home, 'workspace', 'settings') ?? []);
    return (
      under !== undefined && files !== 'searching' && files.some((file) => isLeftOutIn(file, under, name))
    );
  });
}

/** The calls that fill objects of a class, or of those of which they are part; none where something else makes one of them. */
function allFillings(of: ClassDefinition, resolver: Resolver): readonly Filling[] | 'searching' {
  const all: Filling[] = [];
  const asked: { readonly of: ClassDefinition; readonly under: string | undefined }[] = [
    { of, under: undefined },
  ];
  for (const { of: one, under } of asked) {
    const modules = speakingOf(one, resolver);
    if (modules === 'searching') return modules;
    for (const module of modules) {
      const found = fillingsIn(module, one, one !== of, resolver);
      if (found === 'made otherwise') return [];
      all.push(...found.map((call) => ({ call, under })));
      if (asked.length > MOST_PARTS) continue;
      for (const [whole, key] of havingAsPart(one, module, resolver))
        if (!asked.some((other) => other.of === whole)) asked.push({ of: whole, under: under ?? key });
    }
  }
  return all;
}

function speakingOf({ name, site }: ClassDefinition, resolver: Resolver): readonly Module[] | 'searching' {
  const home = resolver.moduleOf(site);
  resolver.need(name);
  const others = resolver.files?.mentioning(name, resolver.uriOf(home), 'workspace') ?? [];
  if (others === 'searching') return others;
  return [...new Set([home, ...others])].filter((module) => module === home || !isTest(module, resolver));
}

/** The classes of settings that have an object of a class as a field, with what that is called there: `model: ModelConfig`. */
function havingAsPart(
  of: ClassDefinition,
  module: Module,
  resolver: Resolver,
): readonly (readonly [ClassDefinition, string])[] {
  return segmentsOf(module)
    .filter(({ text }) => text.includes(of.name))
    .flatMap(settingsIn)
    .filter((one) => one !== of)
    .flatMap((one) =>
      [...one.scope.names.keys()].flatMap((key) => {
        const part = typeDeclared(one, key, resolver);
        return part?.is === 'instance' && part.of === of ? [[one, key] as const] : [];
      }),
    );
}

/** The calls in a module that fill objects of a class. @param isWhole whether these are asked for what is part of them */
function fillingsIn(
  module: Module,
  of: ClassDefinition,
  isWhole: boolean,
  resolver: Resolver,
): readonly CallSite[] | 'made otherwise' {
  const isIt = (node: SyntaxNode | null | undefined, call: CallSite): boolean => {
    if (!node) return false;
    if (textOf(call.segment, node) === 'cls') return isInClassOf(call.scope, of, resolver);
    if (!textOf(call.segment, node).endsWith(of.name)) return false;
    const meaning = resolver.meaningOf(node, call);
    return meaning?.type === 'class' && meaning === of;
  };
  const named = (name: string): readonly CallSite[] => {
    resolver.need(callsOf(name));
    return callsIn(module, name);
  };
  // What is laid over it that can be read is read there.
  const isOpen = (call: CallSite): boolean =>
    (readArguments(call.segment, call.args)?.positional ?? []).some((node) => {
      const laid = objectOf(node, new Environment(call, resolver));
      return laid.is !== 'instance' && !isMapping(laid);
    });
  const byMethod = BY_METHOD.flatMap(named).filter(
    (call) => isIt(call.callee.firstChild, call) && !hasMethod(of, call.name, resolver),
  );
  const ofClass = OF_CLASS.flatMap(named).filter((call) => {
    const { positional = [], keywords } = readArguments(call.segment, call.args) ?? {};
    const given = keywords?.get('data_class') ?? positional[0];
    const isOne = isIt(given?.name === 'CallExpression' ? given.firstChild : given, call);
    return isOne && (call.name !== 'structured' || named(LAYS_OVER).some(isOpen));
  });
  const calls = [of.name, 'cls']
    .flatMap(named)
    .filter((call) => isIt(call.callee, call) && isMaking(call, ofClass, resolver));
  const spread = calls.filter(({ args }) => args.getChild('**') !== null);
  if (spread.length < calls.length) return 'made otherwise';
  // What is unpacked into the class itself is asked of those calls as of any other.
  const isOfParts = isWhole && unreadBases(of, resolver).some((base) => MAKES_PARTS.test(base));
  return [...byMethod, ...ofClass, ...(isOfParts ? spread : [])];
}

/** Whether a place is in a method of a class, or of one that it is derived from. */
function isInClassOf(scope: Scope, of: ClassDefinition, resolver: Resolver): boolean {
  const around = enclosing(scope, 'class')?.definition;
  return around?.type === 'class' && lineage(of, resolver).includes(around);
}

function hasMethod(of: ClassDefinition, name: string, resolver: Resolver): boolean {
  return lineage(of, resolver).some(({ scope }) => scope.names.has(name));
}

/** Whether a call makes an object that something uses: not the default of a field, nor what is filled afterwards, nor what only shows something. */
function isMaking(call: CallSite, filled: readonly CallSite[], resolver: Resolver): boolean {
  const { node, scope } = call;
  // `field(default_factory=lambda: ModelConfig())`
  const inBody = scope.name === '' && scope.kind === 'function' ? scope.parent : scope;
  const isInClass = inBody?.kind === 'class';
  const isFilled = filled.some(({ args }) => args.from <= node.from && node.to <= args.to);
  return !isInClass && !isFilled && !isShown(call, resolver);
}
