import type { SyntaxNode } from '@lezer/common';
import { reprNumber, parsePythonNumber } from '../../../torch';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { FunctionDefinition, Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import {
  agreed,
  isGuessed,
  isSameValue,
  type Known,
  literal,
  openBy,
  openTo,
  reasonOrExpression,
  type StaticNumber,
  type Step,
  through,
  unknown,
} from '../names/staticNumber';
import { isOfDataFile } from '../names/ofDataFile';
import { type AbstractObject, EVALUATES, GETS, isMapping, partOf } from './abstractObject';
import { Environment } from './environment';
import { besideComputed } from './computed';
import { readIfThere } from './conditional';
import { derivedFrom, derivedIn } from './classes';
import { fieldNamed } from './fields';
import { besideFiles, unlessInFiles } from './inFiles';
import { lacks, numberOfAttribute, numberOfItem } from './members';
import { methodAround } from './methods';
import { entryIn, objectOf } from './objects';
import { takenFromRest } from './passing';
import { otherThanNone, returnTaken } from './reached';
import { isKeptObject } from './kept';
import { isChangedIn } from './dictionaryChanges';
import { settledText } from './texts';

/** `float(x)`, `int(x)`, `getattr(args, "dropout", 0.1)`, `kwargs.get("dropout", 0.1)`. */
export function called(step: Step, environment: Environment): StaticNumber {
  const { node, text } = step;
  const { firstChild: callee } = node;
  const args = node.getChild('ArgList');
  if (callee === null || args === null) return unknown('expression', text);
  const helped = numberOfHelper(callee, args, environment);
  if (helped !== undefined) return through(helped, 'constant', step);
  const [, ...inner] = childrenOf(args);
  const values = inner.filter(({ name }) => name !== ',' && name !== ')' && name !== 'Comment');
  const [first, second, third] = values;
  const plain = !values.some(({ name }) => /^(?:AssignOp|\*\*?|for)$/.test(name));
  if (!plain || first === undefined) return unknown('expression', text);
  const name = environment.textOf(callee);
  if (/^(?:os\.)?(?:environ\.get|getenv)$/.test(name) && second !== undefined)
    return ofEnvironment(second, step, environment);
  // The script's own name, unless something is said behind it.
  if (name === 'len' && environment.textOf(first) === 'sys.argv')
    return { ...literal({ ...step, text: '1' }), written: undefined, unless: 'commandLine' };
  if (name === 'min' || name === 'max') return extreme(name, values, step, environment);
  if ((name === 'float' || name === 'int') && values.length === 1) {
    const said = textAsNumber(first, environment) ?? environment.numberOf(first);
    const number = said.known ? said : (said.spelt ?? said);
    const parsed = number.known ? parsePythonNumber(number.text) : undefined;
    if (!number.known || parsed === undefined) return number;
    const value = name === 'int' ? Math.trunc(parsed.value) : parsed.value;
    if (name === 'int' && !Number.isSafeInteger(value)) return unknown('expression', text);
    const steps = [step, ...number.steps];
    return { ...number, text: reprNumber({ type: name, value }), written: undefined, steps };
  }
  if (EVALUATES.test(name)) {
    const said = environment.numberOf(first);
    return said.known ? unknown('expression', text) : (said.spelt ?? unknown('expression', text));
  }
  const asked = name === 'getattr' && second ? settledText(second, environment) : undefined;
  if (asked !== undefined) {
    // None has no attributes, and gives the default.
    const bindings =
      first.name === 'VariableName'
        ? environment.resolver.bindingsOf(environment.textOf(first), environment.site)
        : [];
    if (third !== undefined && otherThanNone(bindings).length < bindings.length)
      return unknown('reassigned', text);
    const owner = objectOf(first, environment);
    const attribute = asked.value;
    const kept = third && keptOr(third, { object: first, name: attribute }, owner, step, environment);
    if (kept !== undefined) return kept;
    const number = numberOfAttribute(owner, attribute, text, environment);
    // A dictionary has no such attribute, whatever its keys are; nor has what is made of one that has no such key.
    const isLacking =
      !number.known &&
      (number.reason === 'attribute' || lacks(owner, attribute, number, environment.resolver));
    const same = third && sameEitherWay(third, attribute, number, step, environment);
    if (same !== undefined) return same;
    if (third === undefined || !isLacking)
      return through(asked.isDefault ? openTo(number) : number, 'attribute', step);
    return fallbackOf(third, attribute, owner, step, environment);
  }
  const [object, , method] = callee.name === 'MemberExpression' ? childrenOf(callee) : [];
  const isOption = method !== undefined && /^get(?:float|int)?$/.test(environment.textOf(method));
  const inFile = isOption && object ? optionInFile(object, first, second, environment) : undefined;
  const isLost = second && object && callee.lastChild && environment.textOf(callee.lastChild) === 'getfloat';
  const parsed = inFile ?? (isLost ? optionByName(object, first, second, environment) : undefined);
  if (parsed !== undefined) return through(parsed, 'config', step);
  const isGet = method !== undefined && GETS.test(environment.textOf(method));
  const key = isGet ? settledText(first, environment)?.value : undefined;
  if (object === undefined || key === undefined) return unknown('expression', text);
  const rest = takenFromRest(object, key, environment, second && openTo(environment.numberOf(second)));
  if (rest !== undefined) return through(rest, 'parameter', step);
  const number = numberOfItem(object, first, text, environment);
  const owner = objectOf(object, environment);
  const kept = second && keptOr(second, { object, name: key }, owner, step, environment);
  if (kept !== undefined) return kept;
  const each = second && eachOr(second, key, owner, step, environment);
  if (each !== undefined) return through(each, 'attribute', step);
  if (
    second !== undefined &&
    (isOfOtherFile(number, owner, key, environment) || (owner.is === 'configuration' && isField(number)))
  )
    return fallbackTo(second, step, environment);
  const same = second && sameEitherWay(second, key, number, step, environment);
  if (same !== undefined) return same;
  // What an object of a class of its own holds, its class alone does not tell.
  const isOpen = owner.is === 'instance';
  if (number.known || second === undefined || number.reason !== 'subscript' || isOpen)
    return through(number, 'attribute', step);
  return fallbackOf(second, key, owner, step, environment);
}

/** What objects of a class of settings have by their attributes, unless it is a dictionary as well: they have no `get`. */
function isField(number: StaticNumber): boolean {
  const written = number.known ? number.steps.at(-1) : undefined;
  let at = written?.node;
  while (at?.parent && at.name !== 'ClassDefinition') at = at.parent;
  if (written === undefined || at?.name !== 'ClassDefinition') return false;
  const header = textOf(written.segment, { from: at.from, to: at.getChild('Body')?.from ?? at.to });
  return !/[Dd]ict\b/.test(header) && !/\bdef (?:get|__getitem__)\(/.test(textOf(written.segment, at));
}

/** Whether a setting is read of a file that does not say it, and another one does. */
function isOfOtherFile(
  number: StaticNumber,
  owner: AbstractObject,
  key: string,
  { resolver }: Environment,
): boolean {
  const written = number.known ? number.steps.at(-1) : undefined;
  return (
    written !== undefined &&
    isMapping(owner) &&
    owner.otherwise === undefined &&
    isOfDataFile(owner.site, resolver) &&
    isOfDataFile(written, resolver) &&
    entryIn(owner, key, resolver) === 'nothing'
  );
}

/** What a section of a file of settings has: `config.getfloat("model", "dropout")`. */
function optionInFile(
  object: SyntaxNode,
  first: SyntaxNode,
  second: SyntaxNode | undefined,
  environment: Environment,
): StaticNumber | undefined {
  const { resolver } = environment;
  let owner = objectOf(object, environment);
  if (second !== undefined) {
    const section = settledText(first, environment)?.value;
    const entry = section !== undefined && isMapping(owner) ? entryIn(owner, section, resolver) : undefined;
    if (entry === undefined || entry === 'nothing') return undefined;
    const inner = objectOf(entry.node, new Environment(entry.site, resolver, entry.frames));
    owner = isMapping(owner) && section !== undefined ? partOf(owner, section, inner) : inner;
  }
  const key = settledText(second ?? first, environment)?.value;
  if (key === undefined || !isMapping(owner) || !isOfDataFile(owner.site, resolver)) return undefined;
  const number = numberOfAttribute(owner, key, environment.textOf(object), environment);
  return number.known || number.spelt === undefined ? undefined : number.spelt;
}

/** What such a section has of a file that nobody knows, by its name: of a class that is derived from `ConfigParser`. */
function optionByName(
  object: SyntaxNode,
  section: SyntaxNode,
  option: SyntaxNode,
  environment: Environment,
): StaticNumber | undefined {
  const [under, name] = [section, option].map((node) => settledText(node, environment)?.value);
  if (under === undefined || name === undefined || isMapping(objectOf(object, environment))) return undefined;
  const { resolver, site } = environment;
  const number = fieldNamed(
    { name, holder: `config.${under}`, text: name, isDeclared: true },
    resolver,
    site,
  );
  return number.known ? number : undefined;
}

/** What a function of the reader's own returns: `default(dropout, 0.1)`. Undefined where it does more than that. */
function numberOfHelper(
  callee: SyntaxNode,
  args: SyntaxNode,
  { site, resolver, frames }: Environment,
): StaticNumber | undefined {
  const meaning = resolver.meaningOf(callee, site);
  if (meaning?.type === 'searching') return unknown('searching', textOf(site.segment, callee));
  const definition = meaning?.type === 'function' ? meaning : ownMethod(callee, site, resolver);
  if (definition === undefined) return undefined;
  const inner = new Map([[definition.scope, { args, site, frames }]]);
  const { returned, unless } = returnTaken(definition, inner, resolver);
  // One that returns in a branch alone may return something else elsewhere.
  const isOnly = definition.returns.length === 1 && returned?.block.parent !== undefined;
  if (returned !== undefined && !isOnly)
    return openBy(resolver.numberOf(returned.node, returned, inner), unless);
  if (!isLeft(definition.node.getChild('Body'))) return undefined;
  const all = definition.returns.map((one) => resolver.numberOf(one.node, one, inner));
  const areAsked = definition.returns.map((one) => readIfThere(one, new Environment(one, resolver, inner)));
  const there = all.find((one, i) => areAsked[i] !== undefined && one.known && !one.guessed);
  if (there !== undefined && all.length === 2) return there;
  // Of a setting of which nobody knows whether there is one what holds without.
  const left = all.filter(({ known }, i) => known || areAsked[i] !== 'maybe');
  const number = agreed(left, 'conditional', textOf(site.segment, callee));
  if (!number.known) return undefined;
  return left.length < all.length ? openTo(number) : number;
}

/** Whether statements end with what returns or raises something, whichever branch is taken. */
function isLeft(body: SyntaxNode | null): boolean {
  const last = body?.lastChild;
  if (last?.name === 'ReturnStatement' || last?.name === 'RaiseStatement') return true;
  const isWhole =
    last?.name === 'IfStatement' ? last.getChild('else') !== null : last?.name === 'TryStatement';
  return isWhole && last?.getChildren('Body').every(isLeft) === true;
}

/** The method of the object itself that a call runs, where no class that is derived from its own has another: `self.rate()`. */
function ownMethod(callee: SyntaxNode, site: Site, resolver: Resolver): FunctionDefinition | undefined {
  const method = methodAround(site.scope);
  const [object, dot, key] = childrenOf(callee);
  if (method === undefined || dot?.name !== '.' || !object || !key) return undefined;
  if (textOf(site.segment, object) !== method.self) return undefined;
  const name = textOf(site.segment, key);
  const [only, ...others] = method.owner.scope.names.get(name) ?? [];
  const { owner } = method;
  resolver.need(derivedFrom(owner.name));
  const module = resolver.moduleOf(site);
  const elsewhere = resolver.files?.mentioning(owner.name, resolver.uriOf(module), 'workspace') ?? [];
  const isReplaced =
    elsewhere === 'searching' ||
    [module, ...elsewhere].some((one) =>
      derivedIn(one, owner.name).some(({ scope }) => scope.names.has(name)),
    );
  return only?.kind.type === 'function' && others.length === 0 && !isReplaced ? only.kind : undefined;
}

/** The default of what is asked for in what was kept, which may be without it; undefined of anything else. */
function keptOr(
  byDefault: SyntaxNode,
  { object, name }: { readonly object: SyntaxNode; readonly name: string },
  owner: AbstractObject,
  step: Step,
  environment: Environment,
): StaticNumber | undefined {
  if (!isKeptObject(owner)) return undefined;
  const { text } = step;
  if (isChangedIn(environment, environment.textOf(object), name)) return unknown('reassigned', text);
  const otherwise = fallbackTo(byDefault, step, environment);
  const { numbers } = numbersOr(otherwise, owner.others ?? [], name, text, environment);
  return agreed([otherwise, ...numbers], 'ambiguous', text);
}

/** What each of the dictionaries has for a key that callers pass, or the default where one has nothing; undefined where all have it, or that is not known. */
function eachOr(
  byDefault: SyntaxNode,
  name: string,
  owner: AbstractObject,
  step: Step,
  environment: Environment,
): StaticNumber | undefined {
  if (owner.is !== 'configuration' || owner.passed?.every(isMapping) !== true) return undefined;
  const otherwise = fallbackTo(byDefault, step, environment);
  const { numbers, isOpen } = numbersOr(otherwise, owner.passed, name, step.text, environment);
  return isOpen ? agreed(numbers, 'ambiguous', step.text) : undefined;
}

/** What each of several objects has under a name, or what holds where a dictionary has nothing, and whether any has nothing. */
function numbersOr(
  otherwise: StaticNumber,
  owners: readonly AbstractObject[],
  name: string,
  text: string,
  environment: Environment,
): { readonly numbers: readonly StaticNumber[]; readonly isOpen: boolean } {
  let isOpen = false;
  const numbers = owners.map((one) => {
    const number = numberOfAttribute(one, name, text, environment);
    const isLacking = lacks(one, name, number, environment.resolver);
    isOpen ||= isLacking;
    return isLacking ? otherwise : number;
  });
  return { numbers, isOpen };
}

/** The default that holds where nobody sets an attribute or an item. */
function fallbackTo(node: SyntaxNode, step: Step, environment: Environment): StaticNumber {
  return through(openTo(environment.numberOf(node)), 'parameter', step);
}

/** The default, where what is only guessed from a setting's name is no other number: `config.get("p", 0.1)` beside another's `{"p": 0.1}`. */
function sameEitherWay(
  node: SyntaxNode,
  name: string,
  guess: StaticNumber,
  step: Step,
  environment: Environment,
): StaticNumber | undefined {
  if (!isGuessed(guess)) return undefined;
  const byDefault = fallbackTo(node, step, environment);
  const isOne =
    guess.known && byDefault.known && !byDefault.guessed && isSameValue(guess.text, byDefault.text);
  return isOne ? besideFiles(byDefault, name, step.text, environment.resolver) : undefined;
}

/** The same of an object of which it may not be known where that comes from. */
function fallbackOf(
  node: SyntaxNode,
  name: string,
  owner: AbstractObject,
  step: Step,
  environment: Environment,
): StaticNumber {
  const byDefault = fallbackTo(node, step, environment);
  return owner.is === 'unknown' ? unlessInFiles(byDefault, name, step.text, environment.resolver) : byDefault;
}

/** The number that a text says, `"0.1"`, written there or bound to a name; undefined of what is no text. */
function textAsNumber(node: SyntaxNode, environment: Environment): StaticNumber | undefined {
  const settled = settledText(node, environment);
  if (settled === undefined) return undefined;
  const text = environment.textOf(node);
  const value = settled.value.trim();
  if (parsePythonNumber(value) === undefined) return unknown('expression', text);
  const step = { segment: environment.site.segment, node, text };
  const number = { ...literal({ ...step, ...settled.written, text: value }), written: undefined };
  if (node.name === 'String') return number;
  return through(
    settled.isDefault ? openTo(number) : number,
    settled.isDefault ? 'parameter' : 'constant',
    step,
  );
}

/** `os.environ.get("DROPOUT", "0.1")`: its default, unless whoever starts the program sets it. */
function ofEnvironment(node: SyntaxNode, step: Step, environment: Environment): StaticNumber {
  // It is set where the program is started: `DROPOUT=0.3 python train.py`.
  const byDefault = textAsNumber(node, environment) ?? environment.numberOf(node);
  return through(openBy(byDefault, 'commandLine'), 'parameter', step);
}

/** `min(p, 0.5)`. */
function extreme(
  name: 'min' | 'max',
  nodes: readonly SyntaxNode[],
  step: Step,
  environment: Environment,
): StaticNumber {
  const numbers: Known[] = [];
  for (const node of nodes) {
    const number = environment.numberOf(node);
    if (!number.known) return reasonOrExpression(number, step.text);
    numbers.push(number);
  }
  const compute = (texts: readonly string[]): string | undefined => extremeOf(name, texts);
  const text = compute(numbers.map((number) => number.text));
  const chosen = numbers.find((number) => number.text === text);
  if (chosen === undefined || numbers.length < 2) return unknown('expression', step.text);
  const unless = numbers.flatMap((number) => number.unless ?? [])[0];
  const { beside: _, ...own } = chosen;
  const number = { ...own, unless, guessed: numbers.some(isGuessed), written: undefined };
  return through({ ...number, ...besideComputed(numbers, compute) }, 'constant', step);
}

/** The first of the least, or of the greatest. */
function extremeOf(name: 'min' | 'max', texts: readonly string[]): string | undefined {
  let chosen: { readonly text: string; readonly value: number } | undefined;
  for (const text of texts) {
    const value = parsePythonNumber(text)?.value;
    if (value === undefined) return undefined;
    if (chosen === undefined || (name === 'min' ? value < chosen.value : value > chosen.value))
      chosen = { text, value };
  }
  return chosen?.text;
}
