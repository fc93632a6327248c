import type { SyntaxNode } from '@lezer/common';
import { mayGive } from '../../syntax/mentions';
import { childrenOf, stringValue, textOf, withoutParentheses } from '../../syntax/nodes';
import {
  type Binding,
  type CallSite,
  type ClassDefinition,
  type ExpressionSite,
  type FunctionDefinition,
  type ParameterDefinition,
  type Scope,
  type Site,
} from '../../syntax/scopes';
import { boundArgument } from '../../syntax/arguments';
import { pathImported } from '../names/importPath';
import type { Meaning } from '../names/meaning';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { isOfTorch } from '../names/torchNames';
import { valueOfKey } from './displays';
import { callsIn, callsOf } from './callsIn';
import {
  callsLookedUp,
  LOOK_UPS,
  lookUpsElsewhere,
  mayName,
  modulesLookedIn,
  OWN_LOOK_UPS,
  ownLookUpsIn,
  partsLookedUp,
} from './lookedUp';
import { mayImport } from './importedByText';
import { isCalledUnnamed, methodAround } from './methods';
import { methodNamed, tableOf } from './modulesOfTable';
import { partialsCalled } from './partials';
import { isPassedTo, isWorthwhile, segmentsUsing } from './namesCalled';
import { givenOn, isSubscript, listsIn, mayHold, valuesOf } from './namesGivenOn';
import { type Registry, registryOf } from './registry';
import { valuesInLoop } from './valuesInLoop';

type Called = ClassDefinition | FunctionDefinition;

/**
 * The calls of a class or function under other names: `layer = Attention` and then `layer(…)`, `KINDS = {"self": Attention}` and
 * `KINDS[kind](…)`, `{"self": Attention}[kind](…)`, `cell = LSTM if gated else GRU`, `def build(layer=Attention)`, `self._make_layer(Attention, …)`. Each of them may call
 * something else instead. Of a method those in its own file: `builders = {1: self.one, 2: self.two}` and `builders[n](…)`.
 */
export function callsThroughNames(called: Called, resolver: Resolver): readonly CallSite[] | 'searching' {
  return resolver.remembered(called, 'calls through names', () =>
    called.site.scope.kind === 'class' ? findCallsInClass(called, resolver) : findCalls(called, resolver),
  );
}

/** Whether something in the workspace may be given a class or function, to be called under another name, or look it up by its name. */
export function isGivenOn(called: Called, resolver: Resolver): boolean | 'searching' {
  return resolver.remembered(called, 'is given on', () => {
    const own = resolver.moduleOf(called.site);
    const others = mentioning(called.name, own, resolver);
    if (others === 'searching') return others;
    resolver.need(givenOn(called.name));
    const isGiven = [own, ...others].some((module) =>
      module.segmentsWith(called.name).some((segment) => mayGive(segment, called.name)),
    );
    const looking = isGiven ? [] : lookUpsElsewhere(own, resolver);
    return (
      isGiven || registryOf(called, resolver) !== undefined || looking === 'searching' || looking.length > 0
    );
  });
}

function findCalls(called: Called, resolver: Resolver): readonly CallSite[] | 'searching' {
  const own = resolver.moduleOf(called.site);
  const others = mentioning(called.name, own, resolver);
  if (others === 'searching') return others;
  const search = new Search(called, own, others, resolver);
  const where = new Map<Module, string[]>(
    [own, ...others].map((module) => [module, [called.name, ...LOOK_UPS]]),
  );
  for (const word of [called.name, ...LOOK_UPS, ...OWN_LOOK_UPS]) resolver.need(givenOn(word));
  const registry = search.registry?.home;
  if (registry !== undefined && !where.has(registry)) where.set(registry, []);
  for (const module of [...where.keys()])
    for (const registry of [...search.registriesIn(module), ...search.keysIn(module)]) {
      resolver.need(givenOn(registry));
      const readers = mentioning(registry, module, resolver);
      if (readers === 'searching') return readers;
      for (const reader of [module, ...readers]) where.set(reader, [...(where.get(reader) ?? []), registry]);
    }
  const looking = lookUpsElsewhere(own, resolver);
  if (looking === 'searching') return looking;
  const calls = new Set<CallSite>();
  for (const call of looking.flatMap(callsLookedUp)) if (search.mayBe(call.callee, call)) calls.add(call);
  for (const [module, words] of where) {
    // Each file that uses it is parsed where it does: that may be much.
    if (module !== own && resolver.files?.isOver() === true) return 'searching';
    const segments = new Set(words.flatMap((word) => segmentsUsing(module, word)));
    for (const one of ownLookUpsIn(module)) segments.add(one);
    // Whoever is passed it calls it elsewhere: `ResNet(Block, …)`.
    for (const segment of [...segments].filter((one) => mayGive(one, called.name)))
      for (const call of segment.calls)
        if (isPassedTo(call, called.name))
          for (const { site } of search.definitionsOf(call)) segments.add(site.segment);
    for (const segment of segments)
      for (const call of segment.calls)
        if (isWorthwhile(call, called) && search.mayBeCalledBy(call)) calls.add(call);
  }
  return search.isSearching ? 'searching' : [...calls];
}

function findCallsInClass(called: Called, resolver: Resolver): readonly CallSite[] {
  if (called.type === 'class' || isCalledUnnamed(called.name)) return [];
  resolver.need(givenOn(called.name));
  const own = resolver.moduleOf(called.site);
  const search = new Search(called, own, [], resolver);
  return segmentsUsing(own, called.name)
    .filter((segment) => mayGive(segment, called.name))
    .flatMap(({ calls }) => calls)
    .filter((call) => call.name !== called.name && isWorthwhile(call, called) && search.mayBeCalledBy(call));
}

function mentioning(name: string, { uri }: Module, resolver: Resolver): readonly Module[] | 'searching' {
  return resolver.files?.mentioning(name, uri ?? resolver.uriOf(resolver.own), 'workspace') ?? [];
}

/** How keys are called under which classes stand. */
const IS_CLASS_KEY = /class|cls/i;

/** What may stand for a class or function. */
class Search {
  /** Whether some of what was asked for is still to be read. */
  isSearching = false;
  readonly #parameters = new Map<ParameterDefinition, boolean>();
  #keys: ReadonlySet<string> | undefined;
  readonly #underWay = new Set<ExpressionSite>();

  private readonly uri: string;

  /** The dictionary into which a decorator of it puts it. */
  readonly registry: Registry | undefined;

  /** @param others the files that mention it, but for its own */
  constructor(
    private readonly called: Called,
    private readonly own: Module,
    private readonly others: readonly Module[],
    private readonly resolver: Resolver,
  ) {
    this.uri = resolver.uriOf(own);
    this.registry = registryOf(called, resolver);
  }

  /** What a call is one of: what its file binds to the name, or the class or function of another file that has it there. */
  definitionsOf(call: CallSite): readonly { readonly site: Site }[] {
    const bound = this.resolver.moduleOf(call).bindingsOf(call.name);
    const isHere = bound.some(({ kind }) => kind.type !== 'import' && kind.type !== 'star');
    const meaning = isHere ? undefined : this.#meaningOf(call.callee, call);
    return meaning?.type === 'class' || meaning?.type === 'function' ? [meaning] : bound;
  }

  /** The names at a module's top level of dictionaries and lists that hold it. */
  registriesIn(module: Module): readonly string[] {
    const decorated = this.registry?.home === module ? [this.registry.name] : [];
    const held = segmentsUsing(module, this.called.name)
      .flatMap(({ dictionaries }) => dictionaries)
      .flatMap(({ node, segment, scope }) => {
        const name = node.parent?.name === 'AssignStatement' ? node.parent.firstChild : null;
        const isOwn = scope.kind === 'module' && name?.name === 'VariableName';
        const holds = (value: SyntaxNode): boolean => textOf(segment, value).endsWith(this.called.name);
        return isOwn && valuesOf(node).some(holds) ? textOf(segment, name) : [];
      });
    const listed = segmentsUsing(module, this.called.name)
      .flatMap(listsIn)
      .flatMap(([name, words]) => (words.includes(this.called.name) ? name : []));
    const tables = [...decorated, ...held, ...listed];
    const words = [this.called.name, ...tables];
    return [...tables, ...new Set(words.flatMap((word) => this.#givenBy(module, word)))];
  }

  /** The keys that say that a class stands under them, in dictionaries that have it there: `{"model_class": Net, "p": 0.1}`. */
  keysIn(module: Module): readonly string[] {
    return segmentsUsing(module, this.called.name)
      .flatMap(({ dictionaries }) => dictionaries)
      .flatMap(({ node, segment }) =>
        valuesOf(node).flatMap((value) => {
          const key = value.prevSibling?.prevSibling;
          const word = key ? stringValue(textOf(segment, key)) : undefined;
          const isKey = word !== undefined && IS_CLASS_KEY.test(word);
          return isKey && textOf(segment, value).endsWith(this.called.name) ? word : [];
        }),
      );
  }

  /** The functions that return it, rather than what it makes: `def net_of(name): return Net`, `return NETS[name]`. */
  #givenBy(module: Module, word: string): readonly string[] {
    const gives = ({ kind }: Binding): boolean =>
      kind.type === 'function' &&
      kind.returns.some(({ node, ...site }) => {
        const said = textOf(site.segment, node);
        if (!mayHold(node.name, said)) return false;
        // `cls = TABLE.get(name)`, and `return cls`
        return said.includes(this.called.name) || this.mayBe(node, { ...site });
      });
    return segmentsUsing(module, word).flatMap(({ scope }) =>
      [...scope.names].flatMap(([own, bindings]) => (bindings.some(gives) ? own : [])),
    );
  }

  /** Whether a call may be one of it: what it calls stands for it, or for what `partial` makes of that. */
  mayBeCalledBy(call: CallSite): boolean {
    return (
      !this.#isForeign(call) &&
      (this.mayBe(call.callee, call) ||
        partialsCalled(call, this.resolver).some((part) => this.mayBe(part.node, part)))
    );
  }

  /** Whether a call is surely one of Python's own, `print(…)`, or of torch's, `nn.Linear(…)`, as most are: nothing is looked into for these. */
  #isForeign({ callee, segment, scope }: CallSite): boolean {
    const root = callee.name === 'MemberExpression' ? callee.firstChild : callee;
    if (root?.name !== 'VariableName') return false;
    const name = textOf(segment, root);
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
      if (at.kind !== 'module' && (at.names.has(name) || at.stars.length > 0)) return false;
    const module = this.resolver.moduleOf({ segment });
    for (const need of [name, '*']) this.resolver.need(need);
    return (
      module.stars.length === 0 &&
      module.bindingsOf(name).every(({ kind }) => kind.type === 'import' && isOfTorch(kind.path))
    );
  }

  /** Whether an expression may stand for it. */
  mayBe(expression: SyntaxNode, site: Site): boolean {
    return this.resolver.lookInto(() => this.#mayBe(withoutParentheses(expression), site), false);
  }

  #mayBe(node: SyntaxNode, site: Site): boolean {
    switch (node.name) {
      case 'ConditionalExpression': {
        const [yes, , , , no] = childrenOf(node);
        return [yes, no].some((branch) => branch !== undefined && this.mayBe(branch, site));
      }
      case 'VariableName':
        return this.#nameMayBe(node, site);
      case 'CallExpression': {
        const [object, , method] = childrenOf(node.firstChild ?? node);
        if (object === undefined && this.#isLookedUp(node, site)) return true;
        const isGet = method !== undefined && textOf(site.segment, method) === 'get';
        if (object && isGet && this.#itemMayBe(object, undefined, site)) return true;
        const own =
          object && method && methodNamed(object, textOf(site.segment, method), site, this.resolver);
        const maker = own ?? (node.firstChild && this.#meaningOf(node.firstChild, site));
        return maker?.type === 'function' && maker.returns.some((one) => this.mayBe(one.node, one));
      }
      case 'MemberExpression': {
        const [object, , key] = childrenOf(node);
        if (object === undefined || key === undefined) return false;
        const text = textOf(site.segment, key);
        if (isSubscript(node))
          return this.#isLookedUp(node, site) || this.#itemMayBe(object, stringValue(text), site);
        return this.#attributeMayBe(textOf(site.segment, object), text, site) || this.#isIt(node, site);
      }
      default:
        return false;
    }
  }

  /** What a name or an attribute is given, which may be itself: `self.act = nn.GELU() if gelu else self.act`. */
  #valueMayBe(value: ExpressionSite): boolean {
    if (this.#underWay.has(value)) return false;
    this.#underWay.add(value);
    const isOne = this.mayBe(value.node, value);
    this.#underWay.delete(value);
    return isOne;
  }

  #nameMayBe(node: SyntaxNode, site: Site): boolean {
    const bindings = this.resolver.bindingsOf(textOf(site.segment, node), site);
    return bindings.some(({ kind }) => {
      if (kind.type === 'value') return this.#valueMayBe(kind.value);
      if (kind.type === 'loop') return valuesInLoop(kind, this.resolver).some((one) => this.#valueMayBe(one));
      if (kind.type !== 'parameter') return this.#isIt(node, site);
      const { fallback } = kind.parameter;
      return fallback === undefined
        ? this.#parameterMayBe(kind.parameter, kind.definition)
        : this.mayBe(fallback.node, fallback);
    });
  }

  /** A parameter, where a call of its function passes it, in the same file or in another one that mentions what may be passed. */
  #parameterMayBe(parameter: ParameterDefinition, definition: FunctionDefinition): boolean {
    const known = this.#parameters.get(parameter);
    if (known !== undefined) return known;
    // What is asked again on the way says nothing of its own.
    this.#parameters.set(parameter, false);
    const owner = definition.scope.parent?.definition;
    const called = definition.name === '__init__' ? (owner?.name ?? '') : definition.name;
    const home = this.resolver.moduleOf(definition.site);
    const uri = this.resolver.uriOf(home);
    const isMeant = (call: CallSite): boolean =>
      this.definitionsOf(call).some(({ site }) => this.resolver.uriOf(this.resolver.moduleOf(site)) === uri);
    this.resolver.need(callsOf(called));
    const elsewhere = this.others.flatMap((other) => callsIn(other, called)).filter(isMeant);
    const isOne = [...callsIn(home, called), ...elsewhere].some((call) => {
      const argument = boundArgument(call.segment, call.args, definition, parameter.name);
      return argument.passed === 'value' && this.mayBe(argument.node, call);
    });
    this.#parameters.set(parameter, isOne);
    return isOne;
  }

  /** `self.layer`, where the class keeps what is called. */
  #attributeMayBe(object: string, name: string, site: Site): boolean {
    const method = methodAround(site.scope);
    if (method?.self !== object) return false;
    const { selfWrites, scope } = method.owner;
    const inBody = scope.names.get(name)?.map(({ kind }) => (kind.type === 'value' ? kind.value : undefined));
    const values = [...(selfWrites.get(name)?.map(({ value }) => value) ?? []), ...(inBody ?? [])];
    return values.some((value) => value !== undefined && this.#valueMayBe(value));
  }

  /** What is looked up in a module that has it; by a name that is not known it may be any. */
  #isLookedUp(node: SyntaxNode, site: Site): boolean {
    const { object, name } = partsLookedUp(site.segment, node) ?? {};
    const owners = name === undefined ? [] : modulesLookedIn(object, site, this.resolver);
    if (owners.some((owner) => owner?.type === 'searching')) this.isSearching = true;
    const isThere =
      owners.some((owner) => owner?.type === 'module' && this.#has(owner.module)) ||
      (object !== undefined && mayImport(object, site, this.uri, this.resolver));
    return isThere && name !== undefined && mayName(name, site, this.called.name, this.resolver) !== 'other';
  }

  /** Whether a module defines it, imports it, or takes over all that its file has. */
  #has(module: Module): boolean {
    const isIts = (one: Module): boolean => this.resolver.uriOf(one) === this.uri;
    return (
      isIts(module) ||
      module.bindingsOf(this.called.name).length > 0 ||
      module.stars.some(({ kind }) => {
        // `from .net import *` in a package whose `net` is the function that it takes from there.
        const paths = kind.type === 'star' ? [kind.path, pathImported(kind, this.called.name)] : [];
        return paths.some((path) => {
          const meaning = this.resolver.imported(path, module);
          return meaning?.type === 'module' ? isIts(meaning.module) : this.#isMeant(meaning);
        });
      })
    );
  }

  /** An item of a dictionary; one whose key is not known may be any. */
  #itemMayBe(object: SyntaxNode, key: string | undefined, site: Site): boolean {
    const { registry, resolver } = this;
    const table = object.name === 'DictionaryExpression' ? undefined : tableOf(object, site, resolver);
    // What stands in a file that is still to be read may be one.
    if (table === undefined) this.#meaningOf(object, site);
    const value = table ?? { ...site, node: object };
    if (registry?.value.node.from === value.node.from && registry.value.segment === value.segment)
      return key === undefined || key === registry.key;
    if (value.node.name !== 'DictionaryExpression') return key !== undefined && this.#isHeldUnder(key);
    const values = key === undefined ? valuesOf(value.node) : [valueOfKey(value.node, value, key)];
    return values.some((one) => one !== undefined && this.#isIt(one, value));
  }

  /** Whether some dictionary has it under a key that says that a class stands there, whichever dictionary is meant. */
  #isHeldUnder(key: string): boolean {
    this.#keys ??= new Set([this.own, ...this.others].flatMap((module) => this.keysIn(module)));
    return this.#keys.has(key);
  }

  #isIt(node: SyntaxNode, site: Site): boolean {
    return this.#isMeant(this.#meaningOf(node, site)) || this.#isOwnMethod(node, site);
  }

  /** `self.build`, where it is a method. */
  #isOwnMethod(node: SyntaxNode, site: Site): boolean {
    const { called, resolver } = this;
    const [object, dot, key] =
      called.site.scope.kind === 'class' && node.name === 'MemberExpression' ? childrenOf(node) : [];
    const isNamed = dot?.name === '.' && key !== undefined && textOf(site.segment, key) === called.name;
    return isNamed && object !== undefined && methodNamed(object, called.name, site, resolver) === called;
  }

  #isMeant(meaning: Meaning | undefined): boolean {
    const { called, uri, resolver } = this;
    return (
      meaning === called ||
      // A method has its name for its class alone.
      (called.site.scope.kind !== 'class' &&
        meaning?.type === called.type &&
        meaning.name === called.name &&
        resolver.uriOf(resolver.moduleOf(meaning.site)) === uri)
    );
  }

  #meaningOf(node: SyntaxNode, site: Site): Meaning | undefined {
    const meaning = this.resolver.meaningOf(node, site);
    if (meaning?.type === 'searching') this.isSearching = true;
    return meaning;
  }
}
