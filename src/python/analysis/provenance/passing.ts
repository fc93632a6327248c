import type { SyntaxNode } from '@lezer/common';
import { boundArgument } from '../../syntax/arguments';
import { childrenOf, textOf } from '../../syntax/nodes';
import { type CallSite, type FunctionDefinition, type ParameterDefinition } from '../../syntax/scopes';
import { isOfDataFile } from '../names/ofDataFile';
import type { Frames } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { agreed, isGuessed, notPassed, type StaticNumber, unknown } from '../names/staticNumber';
import { type AbstractObject, isMapping, parameterOf } from './abstractObject';
import { askedFor } from './askedFor';
import { passedByCallers } from './callers';
import { Environment } from './environment';
import { fieldOfClass } from './classes';
import { settingOfExperiment } from './experiments';
import { fieldNamed } from './fields';
import { fromWhere } from './setting';
import { numberOfAttribute } from './members';
import { entryIn, objectOf } from './objects';
import { saidInAllSections } from './ofAllSections';
import { defaultsOf, optionOfDecorator } from './options';
import { fromConfig } from './configurable';
import { defaultOfField } from './fieldDefaults';
import { isTakenIfThere, wordTested } from './guards';
import { inGrid } from './gridSearched';
import { inOptional } from './optionalMapping';
import { putIn, writtenInto } from './writtenInto';
import { takerOf } from './restParameter';
import { takenOut } from './takenOut';

/**
 * What a parameter is given: by the call that runs its function, where that is known, else its default.
 *
 * @param isMeant where not all callers lead to where it is asked for, which do
 */
export function passed(
  parameter: ParameterDefinition,
  definition: FunctionDefinition,
  resolver: Resolver,
  frames: Frames,
  isMeant?: (call: CallSite) => boolean,
): StaticNumber {
  const { name, fallback, kind } = parameter;
  if (kind === 'star' || kind === 'doubleStar') return unknown('parameter', name);
  const running = frames.get(definition.scope);
  const argument = running && boundArgument(running.site.segment, running.args, definition, name);
  if (argument?.passed === 'value' && running !== undefined)
    return resolver.numberOf(argument.node, running.site, running.frames);
  const byDefaultIf = (isSure: boolean): StaticNumber | undefined =>
    settingOfExperiment(definition, name, resolver) ??
    (fallback === undefined
      ? optionOfDecorator(definition, name, resolver)
      : defaultOf(name, resolver.numberOf(defaultOfField(fallback), fallback), isSure));
  const configured = running === undefined ? fromConfig(definition, name, resolver) : undefined;
  if (configured !== undefined) return configured;
  // Of what is asked first more is looked for.
  const asked = resolver.underWay.size === 0 ? 'passed first' : 'passed';
  if (isMeant !== undefined)
    return passedByCallers(parameter, definition, byDefaultIf(false), resolver, { isMeant });
  // Whatever hangs on what it is by default is to be noted with that.
  if (running === undefined)
    return resolver.remembered(parameter, asked, () =>
      passedByCallers(parameter, definition, byDefaultIf(false), resolver),
    );
  const byDefault = byDefaultIf(argument?.passed === 'nothing');
  if (argument?.passed === 'unpacked') {
    const number = resolver.numberUnpacked(argument, name, running.site, running.frames, byDefault);
    if (number !== 'nothing') return number;
  } else if (argument !== undefined && argument.passed !== 'nothing') return notPassed(argument, name);
  return (
    byDefault ??
    resolver.remembered(parameter, asked, () => passedByCallers(parameter, definition, undefined, resolver))
  );
}

/** What `**options` or `**kwargs` passes for a name. */
export function unpacked(
  node: SyntaxNode,
  name: string,
  environment: Environment,
  otherwise: StaticNumber | undefined,
): StaticNumber | 'nothing' {
  const text = environment.textOf(node);
  const taker = takerOf(node, 'doubleStar', environment);
  const written = writtenInto(node, name, environment);
  if (written !== undefined) return written;
  const gone = takenOut(node, name, environment);
  if (gone !== undefined) return gone === 'surely' ? 'nothing' : unknown('unpacked', text);
  if (taker !== undefined) {
    const put = putIn(node, name, environment);
    const handed = handedOn(name, taker, environment, put ?? otherwise) ?? unknown('unpacked', text);
    return handed === 'nothing' ? (put ?? handed) : handed;
  }
  const optional = inOptional(node, name, environment) ?? inGrid(node, name, environment);
  if (optional !== undefined) return optional;
  const owner = underWordTested(node, environment) ?? objectOf(node, environment);
  const { resolver } = environment;
  const mapping = isMapping(owner) ? owner : undefined;
  const entry = mapping && entryIn(mapping, name, resolver);
  const isMissing = entry === 'nothing';
  if (isInNone(owner, node, name, environment)) return 'nothing';
  // A file that is unpacked leaves all that it does not say as it is.
  if (mapping && isMissing && isOfDataFile(mapping.site, resolver)) return 'nothing';
  // What is known of a dictionary has it already.
  const own = mapping ? undefined : putIn(node, name, environment);
  const number = own ?? inUnpacked(owner, name, text, environment, otherwise);
  const isThere = entry !== undefined && !isMissing && !entry.isOpen;
  if (number !== undefined && (isThere || number.known || number.reason === 'searching')) return number;
  return isMissing && number?.reason === 'subscript' ? 'nothing' : unknown('unpacked', text);
}

/**
 * Whether none of the dictionaries has a name of which one is meant, `{"small": dict(n=1), "big": dict(n=2)}[size]`, and nothing puts it there, but
 * where something else has it: `if "p" in options: config["p"] = options["p"]`.
 */
function isInNone(
  owner: AbstractObject,
  node: SyntaxNode,
  name: string,
  { site, resolver }: Environment,
): boolean {
  if (owner.is !== 'configuration' || owner.passed === undefined || node.name !== 'VariableName')
    return false;
  const isWithout = (one: AbstractObject): boolean =>
    isMapping(one) && one.site.segment === site.segment && entryIn(one, name, resolver) === 'nothing';
  if (!owner.passed.every(isWithout)) return false;
  resolver.need(`.${name}`);
  const text = textOf(site.segment, node);
  return resolver
    .moduleOf(site)
    .writesOf(name)
    .every(({ segment, node: target, value }) => {
      const isOwn = target.firstChild !== null && textOf(segment, target.firstChild) === text;
      return !isOwn || (value !== undefined && isTakenIfThere(value));
    });
}

/**
 * What a table has under the text that its key has to be for a place to be reached: `options` of `options = TABLE[name]`, below
 * `if name == "dkt":`.
 */
function underWordTested(node: SyntaxNode, environment: Environment): AbstractObject | undefined {
  const { resolver, site, frames } = environment;
  const tested = node.name === 'VariableName' ? wordTested(site) : undefined;
  const [only, ...others] = tested ? resolver.bindingsOf(environment.textOf(node), site) : [];
  if (tested === undefined || only?.kind.type !== 'value' || others.length > 0) return undefined;
  const { value } = only.kind;
  const [table, bracket, key] = value.node.name === 'MemberExpression' ? childrenOf(value.node) : [];
  const isMeant = bracket?.name === '[' && key && textOf(value.segment, key) === tested.name;
  const owner = isMeant && table ? objectOf(table, new Environment(value, resolver, frames)) : undefined;
  const entry = owner && isMapping(owner) ? entryIn(owner, tested.word, resolver) : undefined;
  return entry === undefined || entry === 'nothing'
    ? undefined
    : objectOf(entry.node, new Environment(entry.site, resolver, entry.frames));
}

/** What the object that is unpacked has for a name, as far as it is one that has it. */
function inUnpacked(
  owner: AbstractObject,
  name: string,
  text: string,
  environment: Environment,
  otherwise: StaticNumber | undefined,
): StaticNumber | undefined {
  switch (owner.is) {
    case 'dictionary':
    case 'keywords':
      return numberOfAttribute(owner, name, text, environment);
    case 'instance':
    case 'parameters':
    case 'options': {
      const number = has(owner, name, environment)
        ? numberOfAttribute(owner, name, text, environment)
        : undefined;
      return number === undefined || isGuessed(number) ? undefined : number;
    }
    case 'configuration':
      if (owner.passed !== undefined) {
        const numbers = askedFor(owner.passed, environment.site).flatMap(
          (one) => inUnpacked(one, name, text, environment, otherwise) ?? [],
        );
        const number = numbers.length === 0 ? undefined : agreed(numbers, 'ambiguous', name);
        if (number !== undefined) return number;
      }
      return otherwise === undefined
        ? fieldNamed(
            { name, holder: owner.name, text, isUnpacked: true, ...fromWhere(owner) },
            environment.resolver,
            environment.site,
          )
        : saidInAllSections(owner, name, text, environment);
    default:
      return undefined;
  }
}

/** Whether an object surely has something of a name, which is passed with all else that it has. */
function has(
  owner: Extract<AbstractObject, { is: 'instance' | 'parameters' | 'options' }>,
  name: string,
  { resolver }: Environment,
): boolean {
  switch (owner.is) {
    case 'instance':
      return fieldOfClass(owner, name, resolver) !== undefined;
    case 'parameters':
      return parameterOf(owner, name) !== undefined;
    case 'options':
      return defaultsOf(owner, name, resolver).length > 0;
  }
}

/**
 * What a function takes from its `**kwargs` by a name: `kwargs.get("p", 0.1)`, `kwargs["p"]`. Undefined where it is no such thing, or that cannot
 * be told.
 *
 * @param otherwise what holds where nobody passes any
 */
export function takenFromRest(
  node: SyntaxNode,
  name: string,
  environment: Environment,
  otherwise: StaticNumber | undefined,
): StaticNumber | undefined {
  const taker = takerOf(node, 'doubleStar', environment);
  if (taker === undefined) return undefined;
  const text = environment.textOf(node);
  environment.resolver.need(`.${name}`);
  const isWritten = taker.site.segment.memberWrites.some(
    (write) =>
      write.isItem &&
      write.name === name &&
      write.scope === taker.scope &&
      write.node.firstChild !== null &&
      textOf(write.segment, write.node.firstChild) === text,
  );
  if (isWritten) return unknown('reassigned', text);
  const byDefault =
    putIn(node, name, environment) ?? otherwise ?? optionOfDecorator(taker, name, environment.resolver);
  const number = handedOn(name, taker, environment, byDefault);
  return number === 'nothing' ? byDefault : number;
}

/** What a function that hands on its `**kwargs` was given for a name; undefined where that cannot be told. */
function handedOn(
  name: string,
  definition: FunctionDefinition,
  { resolver, frames }: Environment,
  otherwise: StaticNumber | undefined,
): StaticNumber | 'nothing' | undefined {
  const running = frames.get(definition.scope);
  if (running === undefined) {
    const number = passedByCallers({ name }, definition, otherwise, resolver);
    return number.known || number.reason === 'searching' ? number : undefined;
  }
  const given = boundArgument(running.site.segment, running.args, definition, name);
  if (given.passed === 'value') return resolver.numberOf(given.node, running.site, running.frames);
  if (given.passed === 'unpacked')
    return resolver.numberUnpacked(given, name, running.site, running.frames, otherwise);
  return given.passed === 'nothing' ? 'nothing' : notPassed(given, name);
}

/** A parameter's default. @param isSure whether it is known that nothing else is passed */
function defaultOf(name: string, number: StaticNumber, isSure: boolean): StaticNumber {
  if (!number.known) return number.reason === 'none' ? { ...number, name } : number;
  return { ...number, source: 'parameter', unless: isSure ? number.unless : 'caller' };
}
