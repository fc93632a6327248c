import type { SyntaxNode } from '@lezer/common';
import { parsePythonNumber } from '../../../torch';
import { argumentFor, type PassedArgument } from '../../syntax/arguments';
import { lineIn, stringValue, textOf, withoutParentheses } from '../../syntax/nodes';
import { NO_FRAMES } from '../names/frames';
import { dottedPath } from '../names/dottedPath';
import { nameBehindStars, nameHandedOn } from '../names/handedOn';
import { indirectDropout, isRecurrentByName, passedTo } from './indirect';
import { ownDropout } from './ownClasses';
import type { OwnDropout } from './ownDropout';
import { type LoosePlace, only, probabilityOf } from './probability';
import { isReplaced } from './replaced';
import type { Resolver } from '../names/resolve';
import { unknown } from '../names/staticNumber';
import { type CallSite, type Scope, scopePath, type Segment, type Site } from '../../syntax/scopes';
import { readSeeding, type Seeding } from './seeds';
import type { Finding } from './finding';
import type { LooseProblem, Rule } from './problem';
import type { DropoutSite } from './sites';
import type { DropoutCallable } from '../names/torchNames';
import {
  dropoutCallable,
  isDropoutName,
  isManualSeedName,
  mayReseed,
  SIZE_PARAMETERS,
} from '../names/torchNames';
import { registeredDropout } from './registeredDropout';
import { ownStochasticDepth } from './stochasticDepth';
import { verdictAtFirst, verdictOf } from './verdict';

/** What a segment holds, and the names of the module on which that depends. */
export interface Findings {
  readonly sites: readonly Finding[];
  readonly problems: readonly LooseProblem[];
  readonly seedings: readonly Seeding[];
  readonly needs: ReadonlySet<string>;
  /** Whether other files may change it. */
  readonly usesFiles: boolean;
  /** The version of the other files that it was made with; -1 where some of what it asked for is still to be read. */
  readonly filesVersion: number;
}

/** What the segments of a group hold, in their order. */
export interface GroupFindings {
  readonly segments: readonly Findings[];
  /** The names of the module on which any of it depends. */
  readonly needs: ReadonlySet<string>;
  readonly usesFiles: boolean;
  /** The lowest version of the other files with which one of its segments was read. */
  readonly filesVersion: number;
}

/** What the segments of a group hold, as one. */
export function together(segments: readonly Findings[]): GroupFindings {
  const versions = segments.filter(({ usesFiles }) => usesFiles).map(({ filesVersion }) => filesVersion);
  return {
    segments,
    needs: new Set(segments.flatMap((found) => Array.from(found.needs))),
    usesFiles: versions.length > 0,
    filesVersion: Math.min(...versions),
  };
}

/** Finds the dropout calls and the seeding calls in a segment, and what rules say of them. */
export function findIn(segment: Segment, resolver: Resolver, rules: readonly Rule[]): Findings {
  const { result, needs, usesFiles, isFinal } = resolver.recordNeeds(() => {
    const found = findCalls(segment, resolver);
    const subject = { segment, sites: found.sites, resolver };
    const problems = rules.flatMap((rule) => {
      resolver.refillBudget();
      return resolver.tillLate(
        () => rule(subject),
        () => [],
      );
    });
    return { ...found, problems };
  });
  return { ...result, needs, usesFiles, filesVersion: isFinal ? (resolver.files?.version ?? 0) : -1 };
}

function findCalls(segment: Segment, resolver: Resolver): Pick<Findings, 'sites' | 'seedings'> {
  const sites: Finding[] = [];
  const families = new Families(resolver);
  const seedings: Seeding[] = [];
  for (const call of segment.calls) {
    resolver.refillBudget();
    const found = resolver.tillLate(
      () => findCall(call, resolver, seedings),
      () => undefined,
    );
    if (found === undefined) continue;
    const family = families.of(call.scope, found.callable.kind);
    const number = family.count++;
    sites.push(
      readSite(call, found, resolver, {
        line: lineIn(segment, call.node.from),
        key: `${family.name}/${number}`,
        family: family.isUnique ? undefined : family.name,
      }),
    );
  }
  return { sites, seedings };
}

/** What a call drops, if anything; a call that seeds is added to `seedings`. */
function findCall(call: CallSite, resolver: Resolver, seedings: Seeding[]): OwnDropout | undefined {
  const ownName = call.name;
  const maySeed = mayReseed(ownName, undefined) || isManualSeedName(ownName);
  const mayDrop = isDropoutName(ownName) || /drop/i.test(ownName);
  const isPath = call.callee.lastChild?.name === 'PropertyName';
  if (isPath && !maySeed && !mayDrop && !isRecurrentByName(call)) return undefined;
  const own = resolver.qualifiedName(call.callee, call);
  const seeding = readSeeding(call, own, resolver);
  if (seeding !== undefined) seedings.push(seeding);
  // Half of all calls in a model are of what its methods are given, as `self` is.
  if (own === undefined && isGiven(call, resolver)) return chosen(call, indirectDropout(call, resolver));
  const isOpen = mayDrop && (own === undefined || dropoutCallable(own) === undefined);
  const handed = isOpen ? nameHandedOn(call.callee, call, resolver) : undefined;
  const name = handed ?? (isOpen && isPath ? nameBehindStars(call.callee, call, resolver) : undefined) ?? own;
  const callable = name === undefined ? undefined : dropoutCallable(name);
  if (name === undefined || callable === undefined)
    return chosen(
      call,
      ownDropout(call, resolver) ??
        ownStochasticDepth(call, resolver) ??
        registeredDropout(call, resolver) ??
        indirectDropout(call, resolver),
    );
  // Where its source is at hand, that says how it draws.
  const read = callable.drawsOtherwise && (ownDropout(call, resolver) ?? ownStochasticDepth(call, resolver));
  if (read) return chosen(call, read);
  // What hardly any code does must not keep a call from being told.
  const isOther = resolver.tillLate(
    () => isReplaced(name, resolver),
    () => false,
  );
  if (isOther || makesNothing(call, callable) || isUnfinished(call, callable)) return undefined;
  const argument = argumentFor(call.segment, call.args, callable.parameters, callable.parameter);
  return chosen(call, { callable, name, argument, made: call, site: call, frames: NO_FRAMES });
}

/** Whether what a call is made of is a parameter's, which names nothing that is known by a path. */
function isGiven(call: CallSite, resolver: Resolver): boolean {
  const [root] = dottedPath(call.callee, call) ?? [];
  if (root === undefined) return false;
  const bindings = resolver.bindingsOf(root, call);
  return bindings.length > 0 && bindings.every(({ kind }) => kind.type === 'parameter');
}

/** A call with the kind that it chooses by a mode, as torchvision's do; undefined where that is none that is known. */
function chosen(call: CallSite, found: OwnDropout | undefined): OwnDropout | undefined {
  const { modeParameter } = found?.callable ?? {};
  if (found === undefined || modeParameter === undefined) return found;
  const { argument, site } = passedTo(call, found, modeParameter);
  const mode = argument.passed === 'value' ? stringValue(textOf(site.segment, argument.node)) : undefined;
  if (mode !== 'row' && mode !== 'batch') return undefined;
  return { ...found, callable: { ...found.callable, kind: mode === 'row' ? 'DropPath' : 'StochasticDepth' } };
}

/** Whether a call is given all that would drop within what it makes; a `None` stands for nothing given. */
function makesNothing(call: CallSite, { replaced, parameters }: DropoutCallable): boolean {
  return (
    replaced?.every((parameter) => {
      const argument = argumentFor(call.segment, call.args, parameters, parameter);
      return (
        argument.passed === 'value' && textOf(call.segment, withoutParentheses(argument.node)) !== 'None'
      );
    }) === true
  );
}

/** Whether a call does not yet pass all that it has to. */
function isUnfinished(call: CallSite, { takesAll, parameters }: DropoutCallable): boolean {
  return (
    takesAll === true &&
    parameters.some((one) => argumentFor(call.segment, call.args, parameters, one).passed === 'nothing')
  );
}

/** The calls of one kind in scopes of one path, which are told apart by their numbers. */
interface Family {
  readonly name: string;
  readonly isUnique: boolean;
  count: number;
}

class Families {
  readonly #byName = new Map<string, Family>();
  /** Thousands of calls may stand in one scope, whose path need be made only once. */
  #last: { readonly scope: Scope; readonly kind: string; readonly family: Family } | undefined;

  constructor(private readonly resolver: Resolver) {}

  of(scope: Scope, kind: string): Family {
    if (this.#last?.scope === scope && this.#last.kind === kind) return this.#last.family;
    const name = `${scopePath(scope)}/${kind}`;
    const family = this.#byName.get(name) ?? { name, isUnique: isUnique(scope, this.resolver), count: 0 };
    this.#byName.set(name, family);
    this.#last = { scope, kind, family };
    return family;
  }
}

/** Whether a scope lies in the only class or function of its name at the module's top level. */
function isUnique(scope: Scope, resolver: Resolver): boolean {
  let [top, name] = [scope, ''];
  while (top.parent !== undefined) {
    if (top.name !== '') name = top.name;
    top = top.parent;
  }
  if (name === '') return false;
  resolver.need(name);
  return resolver.own.bindingsOf(name).length === 1;
}

/** Whether all places that a probability tells of stand in one segment. */
function isLocal(places: readonly LoosePlace[], segment: Segment): boolean {
  return places.every((place) => place.segment === segment);
}

function readSite(
  call: CallSite,
  found: OwnDropout,
  resolver: Resolver,
  { line, key, family }: Pick<Finding, 'line' | 'key' | 'family'>,
): Finding {
  const { callable, name, argument } = found;
  const { p, steps, beside, written } = resolver.tillLate(
    () => probabilityOf(found, resolver),
    () => only(unknown('searching', name)),
  );
  // What p took must not be missing where it is asked whether the call is silenced.
  resolver.refillBudget();
  const sizes = callable.within && sizesOf(call, found, resolver);
  // A recurrent layer that is surely alone: there is no next one to drop before.
  const isIdle = callable.within === 'recurrent' && (sizes?.['num_layers'] ?? 1) === 1;
  const own = found.site === call && argument.passed === 'value' ? argument.node : undefined;
  // Written out in one piece: objects of one shape are placed several times faster, at each keystroke.
  return {
    call,
    callable,
    line,
    key,
    family,
    isFixed:
      family === undefined && isLocal([...steps, ...beside, ...(written ? [written] : [])], call.segment),
    from: call.node.from,
    to: call.node.to,
    kind: callable.kind,
    form: callable.form,
    within: callable.within,
    sizes,
    isIdle,
    name,
    calleeTo: call.callee.to,
    given: own,
    argument: own && { from: own.from, to: own.to },
    argumentsTo: lastArgument(call.args)?.to ?? call.args.to,
    omitted: argument.passed === 'nothing' && found.site === call ? callable.parameter : undefined,
    p,
    steps,
    beside,
    written,
    active: activity(call, found),
    verdict: resolver.tillLate(
      () => verdictOf(call, found, p, isIdle, resolver),
      () => verdictAtFirst(found),
    ),
    inplace: callable.isInPlace === true || argumentText(found.made, callable, 'inplace') === 'True',
    mayBeOther: found.mayBeOther === true,
    drawsOtherwise: callable.drawsOtherwise === true,
  };
}

/** The last of a call's arguments, or what opens their list; null where nothing does. */
function lastArgument({ lastChild }: SyntaxNode): SyntaxNode | null {
  let at = lastChild;
  while (at !== null && (at.name === ',' || at.name === ')' || at.name === 'Comment')) at = at.prevSibling;
  return at;
}

/** What is surely passed for each parameter that gives a size or an order; one that may be passed but is not known is 0. */
function sizesOf(call: CallSite, found: OwnDropout, resolver: Resolver): DropoutSite['sizes'] {
  const sizes: Record<string, number | boolean> = {};
  for (const parameter of found.callable.parameters.filter((name) => SIZE_PARAMETERS.has(name))) {
    const { argument, site } = passedTo(call, found, parameter);
    if (argument.passed === 'nothing') continue;
    const text = argument.passed === 'value' ? textOf(site.segment, argument.node) : '';
    sizes[parameter] =
      text === 'True' || text === 'False' ? text === 'True' : sizeOf(site, argument, resolver);
  }
  return sizes;
}

function sizeOf(site: Site, argument: PassedArgument, resolver: Resolver): number {
  // What callers pass, or a setting, is not sure.
  const number =
    argument.passed === 'value'
      ? resolver.within('itself', () => resolver.numberOf(argument.node, site))
      : undefined;
  if (number?.known !== true || number.unless !== undefined || number.guessed) return 0;
  const value = parsePythonNumber(number.text)?.value ?? 0;
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}

function activity(call: CallSite, found: OwnDropout): DropoutSite['active'] {
  const { trainingDefault, trainingParameter = 'training' } = found.callable;
  if (trainingDefault === undefined) return 'training';
  if (trainingDefault === 'none') return 'always';
  const { argument, site } = passedTo(call, found, trainingParameter);
  const text = textOfPassed(argument, site.segment);
  if (text === 'True' || (text === '' && trainingDefault)) return 'always';
  return text === 'False' || text === '' ? 'never' : 'depends';
}

/** The expression that a call passes for a parameter, '' where it passes nothing; undefined where that cannot be told. */
function argumentText(
  call: Pick<CallSite, 'args' | 'segment'>,
  { parameters }: DropoutCallable,
  parameter: string,
): string | undefined {
  return textOfPassed(argumentFor(call.segment, call.args, parameters, parameter), call.segment);
}

function textOfPassed(argument: PassedArgument, segment: Segment): string | undefined {
  if (argument.passed === 'nothing') return '';
  return argument.passed === 'value' ? textOf(segment, argument.node) : undefined;
}
