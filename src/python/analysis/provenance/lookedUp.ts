import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { once } from '../../syntax/byKey';
import { childrenOf, textOf } from '../../syntax/nodes';
import { IMPORTS_BY_TEXT, pathOfCall } from '../../syntax/importStatement';
import type { CallSite, ExpressionSite, FunctionDefinition, Scope, Segment, Site } from '../../syntax/scopes';
import { isOfDataFile } from '../names/ofDataFile';
import type { Meaning } from '../names/meaning';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import type { StaticNumber } from '../names/staticNumber';
import { fieldNamed } from './fields';
import { choicesOf } from './options';
import { nameOf } from './methods';

/** What gives something by its name: `getattr(models, "Net")`, `models.__dict__["Net"]`. */
const [GETS, HOLDS] = ['getattr', '__dict__'];
export const LOOK_UPS: readonly string[] = [GETS, HOLDS];

/** What gives something of the file itself by its name: `globals()["Net"]`, `eval("Net")`. */
export const OWN_LOOK_UPS: readonly string[] = ['globals', 'eval'];
/** The same in a text, where it is no method: `model.eval()`. */
const LOOKS_UP_OWN = /(?:^|[^.\w])(?:globals\(\)|eval\([^)\s])/;

/** What is looked up by what is no text of its own: `getattr(models, args.model)`. */
const LOOKS_UP_ANY = [
  /\bgetattr\(\s*(\w+)(?:\.\w+)*,\s*[^\s'"]/g,
  /\b(\w+)\.__dict__\[\s*[^\s'"]/g,
  /\b(import_module)\([^()]*\)\.__dict__\[\s*[^\s'"]/g,
];

/** The segments of a module that look something up in what is imported there, or in all that it takes over, by a name that need not stand there. */
const lookUpsIn = once((module: Module): readonly Segment[] => [
  ...[...new Set(LOOK_UPS.flatMap((word) => module.segmentsWith(word)))].filter(({ text }) =>
    LOOKS_UP_ANY.flatMap((any) => Array.from(text.matchAll(any), ([, name = '']) => name)).some((name) =>
      mayBeModule(name, module),
    ),
  ),
  ...(module.stars.length > 0 ? ownLookUpsIn(module) : []),
]);

/** Whether a name is imported, imports something by a text, or is given what is: `net = import_module("models." + name)`. */
function mayBeModule(name: string, module: Module): boolean {
  if (IMPORTS_BY_TEXT.test(name)) return true;
  return module.bindingsOf(name).some(({ kind }) => {
    if (kind.type !== 'value') return kind.type === 'import';
    const { node, segment } = kind.value;
    return node.firstChild !== null && IMPORTS_BY_TEXT.test(textOf(segment, node.firstChild));
  });
}

/** The segments of a module that look something up in the module itself. */
export function ownLookUpsIn(module: Module): readonly Segment[] {
  const all = OWN_LOOK_UPS.flatMap((word) => module.segmentsWith(`${word}(`));
  return all.filter(({ text }) => LOOKS_UP_OWN.test(text));
}

/** Where other files look something up, by a name that need not stand there, in a module that they mention: in this one, or in its folder. */
export function lookUpsElsewhere(own: Module, resolver: Resolver): readonly Segment[] | 'searching' {
  return resolver.remembered(own, 'look-ups elsewhere', () => findLookUpsElsewhere(own, resolver));
}

function findLookUpsElsewhere(own: Module, resolver: Resolver): readonly Segment[] | 'searching' {
  const { files } = resolver;
  const uri = resolver.uriOf(own);
  if (files === undefined) return [];
  const words = [`${GETS}(`, HOLDS, ...OWN_LOOK_UPS.map((word) => `${word}(`)];
  const areAny = words.map((word) => files.isMentioned(word, uri));
  if (areAny.includes('searching')) return 'searching';
  const [folder = '', file = ''] = uri.split('/').slice(-2);
  const names = [file.slice(0, file.lastIndexOf('.')), folder];
  const speaking = new Set(names.flatMap((name) => files.filesWith(name)));
  const all = new Set(words.filter((_, i) => areAny[i] === true).flatMap((word) => files.filesWith(word)));
  const found = [...all].filter((one) => one !== uri && speaking.has(one));
  const modules = found.map((one) => files.module(one));
  if (modules.includes('searching')) return 'searching';
  return modules.flatMap((module) => (typeof module === 'object' ? lookUpsIn(module) : []));
}

/** What a call calls, where that is looked up there, or right before: `getattr(models, kind)(…)`, `net = getattr(models, kind)` and `net(…)`. */
function lookUpOf({ callee, scope, segment, block, at: from }: CallSite): ExpressionSite | undefined {
  if (partsLookedUp(segment, callee) !== undefined) return { segment, scope, block, at: from, node: callee };
  if (callee.name !== 'VariableName') return undefined;
  const name = textOf(segment, callee);
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
    for (const { kind } of at.names.get(name) ?? [])
      if (kind.type === 'value' && partsLookedUp(kind.value.segment, kind.value.node) !== undefined)
        return kind.value;
  return undefined;
}

/**
 * In what an expression looks something up, and by which name: `models` and `kind` of `getattr(models, kind)`, or of `models.__dict__[kind]`; in the
 * file itself where it is `globals()[kind]`, or `eval(kind)`.
 */
export function partsLookedUp(
  segment: Segment,
  node: SyntaxNode,
): { readonly object?: SyntaxNode; readonly name: SyntaxNode } | undefined {
  if (node.name === 'CallExpression') {
    const args = node.getChild('ArgList');
    const callee = node.firstChild === null ? '' : textOf(segment, node.firstChild);
    const isCalled = callee === GETS || callee === 'eval';
    const [first, second] = (isCalled && args ? readArguments(segment, args)?.positional : undefined) ?? [];
    if (callee === 'eval') return first && { name: first };
    return first && second && { object: first, name: second };
  }
  const [held, bracket, name] = node.name === 'MemberExpression' ? childrenOf(node) : [];
  if (held === undefined || name === undefined || bracket?.name !== '[') return undefined;
  if (textOf(segment, held) === 'globals()') return { name };
  const [object, , key] = held.name === 'MemberExpression' ? childrenOf(held) : [];
  return object && key && textOf(segment, key) === HOLDS ? { object, name } : undefined;
}

/** The calls in a segment that call what is looked up. */
export const callsLookedUp = once(({ calls }: Segment): readonly CallSite[] =>
  calls.filter((call) => lookUpOf(call) !== undefined),
);

/** Whether what a call calls may be anything of a module, by a name that nobody knows, or that is another by default. */
export function isOfAny(call: CallSite, called: string, resolver: Resolver): boolean {
  const looked = lookUpOf(call);
  const { name } = (looked && partsLookedUp(looked.segment, looked.node)) ?? {};
  return looked !== undefined && name !== undefined && mayName(name, looked, called, resolver) === 'any';
}

/**
 * Whether what something is looked up by is a name. Of one that nobody knows only the beginning may be told, `f"Res{size}"`; and whoever starts a
 * script may ask for any of an option's choices, whichever it is by default.
 */
export function mayName(
  node: SyntaxNode,
  site: Site,
  name: string,
  resolver: Resolver,
): 'itself' | 'any' | 'other' {
  const { value, option } = resolver.wordOf(node, site) ?? { option: 'part' as const };
  if (value === name) return 'itself';
  if (option === undefined) return 'other';
  const [, beginning = ''] = /^[fF]["']([^{"']*)/.exec(textOf(site.segment, node)) ?? [];
  const isChoice = option === 'part' || choicesOf(option)?.includes(name) !== false;
  return isChoice && name.startsWith(beginning) ? 'any' : 'other';
}

/** The names of modules into which a segment puts all that others have, and of these: `models.__dict__[name] = own.__dict__[name]`. */
const putInto = once(({ text }: Segment): readonly (readonly [into: string, module: string])[] =>
  PUTS_INTO.flatMap((puts) =>
    Array.from(text.matchAll(puts), ([, into = '', module = '']) => [into, module]),
  ),
);

const PUTS_INTO = [
  /\b(\w+)\.__dict__\[\w+\] *= *(\w+)\.__dict__\[/g,
  /\b(\w+)\.__dict__\.update\( *(\w+)\.__dict__ *\)/g,
  /\bsetattr\((\w+), *\w+, *getattr\((\w+),/g,
];

/** The modules that may be meant by what something is looked up in: itself, and those of which its file puts all into it; without one, the file. */
export function modulesLookedIn(
  object: SyntaxNode | undefined,
  site: Site,
  resolver: Resolver,
): readonly (Meaning | undefined)[] {
  if (object === undefined) return [{ type: 'module', module: resolver.moduleOf(site) }];
  const said = textOf(site.segment, object);
  const home = resolver.moduleOf(site);
  const put = home
    .segmentsWith(HOLDS)
    .concat(home.segmentsWith('setattr'))
    .flatMap(putInto)
    .flatMap(([into, module]) => (into === said ? home.bindingsOf(module) : []));
  const path = pathOfCall(site.segment, object);
  return [
    path === undefined ? resolver.meaningOf(object, site) : resolver.imported(path, home),
    ...put.map(({ kind, site: own }) =>
      kind.type === 'import' ? resolver.imported(kind.path, resolver.moduleOf(own)) : undefined,
    ),
  ];
}

/** Whether a call gives all that it gives by names: then what has no such parameters is not meant. */
export function isByNames({ segment, args }: CallSite): boolean {
  const given = readArguments(segment, args);
  return given?.positional.length === 0 && given.star === undefined;
}

/**
 * What is passed to what a file of settings names, and was read of the one that is loaded by default: another file may be meant that names
 * this class, and those that do are asked. `getattr(models, config.model)(dropout=config.dropout)`
 */
export function ofItsSettings(
  number: StaticNumber,
  call: CallSite,
  node: SyntaxNode,
  { name: asked, site, scope }: Pick<FunctionDefinition, 'name' | 'site' | 'scope'>,
  resolver: Resolver,
): StaticNumber {
  const { segment } = call;
  const last =
    number.known && isOfAny(call, nameOf({ name: asked, scope }), resolver) ? number.steps.at(-1) : undefined;
  const [object, dot, key] = childrenOf(node);
  if (last === undefined || object === undefined || dot?.name !== '.' || key === undefined) return number;
  if (!isOfDataFile(last, resolver)) return number;
  const [name, text] = [textOf(segment, key), textOf(segment, node)];
  return fieldNamed({ name, holder: textOf(segment, object), text }, resolver, { ...site, scope });
}
