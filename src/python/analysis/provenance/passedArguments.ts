import type { SyntaxNode } from '@lezer/common';
import { argumentFor, boundArgument, type PassedArgument, readArguments } from '../../syntax/arguments';
import { childrenOf, stringValue, textOf } from '../../syntax/nodes';
import {
  type CallSite,
  type ClassDefinition,
  decoratorsOf,
  type FunctionDefinition,
  type Segment,
  type Site,
} from '../../syntax/scopes';
import type { Meaning } from '../names/meaning';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { elementsOf } from './displays';
import { argumentBySettings, callsBySettings, isBySettings } from './bySettings';
import { callsInOthers, callsOf } from './callsIn';
import { nameOf } from './methods';
import { PARTIAL, partialsCalled, placesBefore } from './partials';
import { isRestored } from './restored';
import { isInTest, isShown, isTrial } from './tried';

/** What makes a model by its name of a function that is registered for that, as timm has it. */
const CREATES = 'create_model';

/** The calls that may make what a function makes that is registered: `create_model(args.model, drop_rate=0.1)`. */
function creationsOf(
  called: ClassDefinition | FunctionDefinition,
  module: Module,
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  const isRegistered = decoratorsOf(called).some((one) => /^(?:\w+\.)?register_model$/.test(one));
  if (called.type === 'class' || !isRegistered) return [];
  resolver.need(callsOf(CREATES));
  const created = callsInOthers(CREATES, module, resolver);
  if (created === 'searching') return created;
  return created.filter(({ segment, args }) => {
    const [first] = readArguments(segment, args)?.positional ?? [];
    const name = first && stringValue(textOf(segment, first));
    return name === undefined || name === called.name;
  });
}

/** The calls in files of settings, and of what makes something by its name. */
export function callsByName(
  called: ClassDefinition | FunctionDefinition,
  module: Module,
  isIt: (meaning: Meaning | undefined) => boolean,
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  const made = callsBySettings(called, module, isIt, resolver);
  const created = creationsOf(called, module, resolver);
  return made === 'searching' || created === 'searching' ? 'searching' : [...made, ...created];
}

const PRETRAINED = 'from_pretrained';
const SPAWN = 'spawn';
/** What starts a function in a process or thread of its own, with `args=(…)`, and how many it is given before those: `mp.spawn(run, args=(args,))`. */
const STARTS: ReadonlyMap<string, number> = new Map([
  [SPAWN, 1],
  ['Process', 0],
  ['Thread', 0],
]);

/** The function that a call starts; undefined where it starts none. */
function startedBy({ name, segment, args }: CallSite): SyntaxNode | undefined {
  if (!STARTS.has(name)) return undefined;
  const { positional = [], keywords } = readArguments(segment, args) ?? {};
  return name === SPAWN ? (keywords?.get('fn') ?? positional[0]) : keywords?.get('target');
}

/** skorch's nets, which make a module and give it what is called so: `NeuralNetClassifier(Net, module__dropout=0.5)`. */
const NETS = ['NeuralNet', 'NeuralNetClassifier', 'NeuralNetBinaryClassifier', 'NeuralNetRegressor'];
const FOR_MODULE = 'module__';

/** What a call hands its arguments to, or some of them. */
function handedTo(call: CallSite): SyntaxNode | undefined {
  const { name, segment, args, callee } = call;
  if (name === PRETRAINED) return callee.firstChild ?? undefined;
  const isNet = NETS.includes(name);
  if (!isNet && name !== PARTIAL) return startedBy(call);
  const { positional, keywords } = readArguments(segment, args) ?? {};
  return (isNet ? keywords?.get('module') : undefined) ?? positional?.[0];
}

/** The calls that hand their arguments to something. */
const HANDING = [PARTIAL, PRETRAINED, ...NETS, ...STARTS.keys()];

/** Stands for the calls that hand their arguments to what has a name. */
function handedOn(name: string): string {
  return `${name}<-`;
}

/** What the calls of a segment hand their arguments to. */
export function* namesHandedTo({ calls, text }: Segment): Generator<string> {
  for (const call of calls) {
    const meant = HANDING.includes(call.name) ? handedTo(call) : undefined;
    const name = meant?.name === 'MemberExpression' ? meant.lastChild : meant;
    if (name) yield handedOn(text.slice(name.from, name.to));
  }
}

/** Stands for what `partial` is given first. */
const FIRST = { name: '/', kind: 'positionalOnly' } as const;

/**
 * What gives something part of its arguments, `partial(Block, p=0.1)`, or hands them on, `Tagger.from_pretrained(path, p=0.1)`.
 *
 * @param aliases the other names that it has: `Block`, after `Block = layers.ResnetBlock`
 */
export function partialsOf(
  { name }: ClassDefinition | FunctionDefinition,
  aliases: readonly string[],
  module: Module,
  isIt: (meaning: Meaning | undefined) => boolean,
  resolver: Resolver,
): readonly CallSite[] {
  const names = [name, ...aliases];
  for (const one of names) resolver.need(handedOn(one));
  // Few segments have such a call, and every function asks for its own name.
  const segments = new Set(HANDING.flatMap((one) => module.segmentsWith(`${one}(`)));
  return [...segments]
    .filter(({ text }) => names.some((one) => text.includes(one)))
    .flatMap(({ calls }) => calls)
    .filter((call) => {
      const meant = handedTo(call);
      // What is parsed of other files may be much.
      const said = meant ? textOf(call.segment, meant) : '';
      const isNamed = names.some((one) => said.endsWith(one));
      return meant !== undefined && isNamed && isIt(resolver.meaningOf(meant, call));
    });
}

/** Whether a call leaves what it does not give to another one, `partial(Block, 8)`, or to one before: `block(4)`, after `block = partial(Block, p=0.1)`. */
function leavesOpen(
  call: CallSite,
  argumentIn: (call: CallSite) => PassedArgument,
  resolver: Resolver,
): boolean {
  if (argumentIn(call).passed === 'value') return false;
  return call.name === PARTIAL || call.name === PRETRAINED || partialsCalled(call, resolver).length > 0;
}

/**
 * The calls that say what a function is given: neither its own of itself, nor what copies an object, nor what leaves the parameter to a later call. Beside
 * `partial(Net, p=0.1)` in a table, though, `partial(Net)` leaves the default in force.
 */
export function tellingOf(
  calls: readonly CallSite[],
  definition: FunctionDefinition,
  argumentIn: (call: CallSite) => PassedArgument,
  resolver: Resolver,
  hasDefault = false,
): readonly CallSite[] {
  const isGiving = (call: CallSite): boolean => call.name === PARTIAL && argumentIn(call).passed === 'value';
  const isBeside = hasDefault && calls.some(isGiving);
  const isTelling = (call: CallSite): boolean =>
    !leavesOpen(call, argumentIn, resolver) || (isBeside && call.name === PARTIAL);
  const isOther = (call: CallSite): boolean =>
    !isWithin(call, definition) && !isCopied(argumentIn(call), call, definition, resolver);
  return calls.filter((call) => isTelling(call) && isOther(call));
}

/**
 * Whether a call passes what was kept of an object that was made before: `Net(**torch.load(path)["args"])`; or else, where nothing
 * was kept, what its code has for that.
 */
function passesRestored(argument: PassedArgument, call: CallSite, resolver: Resolver): boolean {
  if (argument.passed !== 'value' && argument.passed !== 'unpacked') return false;
  return isRestored({ ...call, node: argument.node }, resolver);
}

/** What objects of a class are called where one is copied. */
const MODEL = /^(?:model|net|network|module|other|teacher|student)$/;

/** Whether a call passes what an object of the same class was given: `Net(self.dim, self.p)`, after `self.p = p`; it was given that by others. */
function isCopied(
  argument: PassedArgument,
  call: CallSite,
  { name, scope, parameters }: Pick<FunctionDefinition, 'name' | 'scope' | 'parameters'>,
  resolver: Resolver,
): boolean {
  const owner = scope.parent?.definition;
  const node =
    argument.passed === 'value' && argument.node.name === 'MemberExpression' ? argument.node : null;
  const [object, dot, key] = node === null ? [] : childrenOf(node);
  if (!object || !key || dot?.name !== '.' || name !== '__init__' || owner?.type !== 'class') return false;
  const writes = owner.selfWrites.get(textOf(call.segment, key)) ?? [];
  const isKept =
    writes.length > 0 &&
    writes.every(
      ({ value }) =>
        value !== undefined && parameters.some((one) => one.name === textOf(value.segment, value.node)),
    );
  if (!isKept) return false;
  const of = resolver.classOf(object, call);
  if (typeof of === 'object') return of.definition === owner;
  return of === undefined && MODEL.test(textOf(call.segment, object));
}

/** Of calls those that are no mere trials or tests, restore nothing, and do not pass more than there are parameters for, where there are any. */
export function meantOf(
  calls: readonly CallSite[],
  { site }: Pick<FunctionDefinition, 'site'>,
  argumentIn: (call: CallSite) => PassedArgument,
  resolver: Resolver,
): readonly CallSite[] {
  const isOwn = (one: Site): boolean => resolver.moduleOf(one) === resolver.moduleOf(site);
  const isTried = (call: CallSite): boolean => isShown(call, resolver) || (isTrial(call) && isOwn(call));
  // What restores one says nothing of what it was made with, where others make one.
  const making = calls.filter((call) => !passesRestored(argumentIn(call), call, resolver));
  const meant = making.filter(
    (call) =>
      !isTried(call) &&
      argumentIn(call).passed !== 'misfit' &&
      (!isInTest(call, resolver) || isInTest(site, resolver)),
  );
  return [meant, making].find((some) => some.length > 0) ?? calls;
}

/** Whether all calls only show or test something: what they pass is what makes that simple. */
export function areTests(
  calls: readonly CallSite[],
  { site }: Pick<FunctionDefinition, 'site'>,
  resolver: Resolver,
): boolean {
  return (
    calls.length > 0 &&
    !isInTest(site, resolver) &&
    calls.every((call) => isInTest(call, resolver) || isShown(call, resolver))
  );
}

/** Whether a call stands in the function itself: a recursive one passes on what it was given. */
function isWithin(call: CallSite, { scope }: FunctionDefinition): boolean {
  for (let at: typeof call.scope | undefined = call.scope; at !== undefined; at = at.parent)
    if (at === scope) return true;
  return false;
}

/** What a call passes for a parameter; one of `Base.__init__(self, …)` passes the object, too. */
export function argumentOf(
  call: CallSite,
  definition: FunctionDefinition,
  name: string,
  resolver: Resolver,
): PassedArgument {
  if (isBySettings(call)) return argumentBySettings(call, definition, name);
  if (call.name === PARTIAL && definition.name !== PARTIAL) {
    const isInit = definition.name === '__init__';
    const parameters = isInit ? definition.parameters : [FIRST, ...definition.parameters];
    return argumentFor(call.segment, call.args, parameters, name);
  }
  if (NETS.includes(call.name) && nameOf(definition) !== call.name) {
    const node = readArguments(call.segment, call.args)?.keywords.get(`${FOR_MODULE}${name}`);
    return node === undefined ? { passed: 'nothing' } : { passed: 'value', node };
  }
  const first = STARTS.get(call.name);
  const started = first === undefined ? undefined : startedBy(call);
  if (first !== undefined && started && textOf(call.segment, started).endsWith(definition.name)) {
    const { positional = [], keywords } = readArguments(call.segment, call.args) ?? {};
    const given = keywords?.get('args') ?? (call.name === SPAWN ? positional[1] : undefined);
    if (given?.name !== 'TupleExpression') return { passed: 'misfit', node: call.args };
    const at = definition.parameters.findIndex((one) => one.name === name) - first;
    const node = at < 0 ? undefined : elementsOf(given)[at];
    return node === undefined ? { passed: 'nothing' } : { passed: 'value', node };
  }
  if (call.name === PRETRAINED && definition.name === '__init__') {
    const node = readArguments(call.segment, call.args)?.keywords.get(name);
    return node === undefined ? { passed: 'nothing' } : { passed: 'value', node };
  }
  if (call.name === CREATES && definition.name !== CREATES) {
    const { keywords, doubleStar } = readArguments(call.segment, call.args) ?? {};
    const node = keywords?.get(name);
    if (node !== undefined) return { passed: 'value', node };
    return doubleStar === undefined ? { passed: 'nothing' } : { passed: 'unpacked', node: doubleStar };
  }
  const before = placesBefore(call, resolver);
  if (before === undefined) return { passed: 'misfit', node: call.args };
  if (before > 0) {
    const isInit = definition.scope.parent?.kind === 'class';
    return argumentFor(call.segment, call.args, definition.parameters.slice(before + Number(isInit)), name);
  }
  const object = call.callee.firstChild;
  const isUnbound = call.name === '__init__' && object !== null && object.name !== 'CallExpression';
  return isUnbound
    ? argumentFor(call.segment, call.args, definition.parameters, name)
    : boundArgument(call.segment, call.args, definition, name);
}
