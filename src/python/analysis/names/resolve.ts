import type { SyntaxNode } from '@lezer/common';
import type { UnpackedArgument } from '../../syntax/arguments';
import { dottedPath } from './dottedPath';
import type { Files } from './files';
import type { Frames } from './frames';
import { importPath, pathImported } from './importPath';
import { likelyStars } from './likelyStars';
import { bindingsOf, boundAtLast, mayBind, setWithin, withoutHandlers } from './lookup';
import { type ClassOf, isSame, type Meaning, type Word } from './meaning';
import type { Limit } from './limit';
import { Memory, type Noted, Reading } from './memory';
import { Module } from './module';
import { mayBeModule, passedPath } from './passedPath';
import { type StaticNumber, type Truth, unknown } from './staticNumber';
import type {
  Binding,
  ClassDefinition,
  ExpressionSite,
  FunctionDefinition,
  ParameterDefinition,
  Site,
} from '../../syntax/scopes';
import { Nesting, UnderWay, unlessUnderWay } from './underWay';
import { dropoutCallable, isOfTorch, unboundPath } from './torchNames';

/** Longer chains of names and deeper expressions are machine-made; following them would only exhaust the stack. */
const MAX_DEPTH = 200;
/** So many expressions are looked into for one call. */
const MAX_EXPRESSIONS = 12_000;

/**
 * Follows names to what they stand for, in the file or notebook itself and, where they are imported, in other files; what reads numbers asks it
 * for those of other expressions, too. Every binding is followed at most once; what goes round in a circle stays unknown.
 */
export abstract class Resolver {
  #reading = new Reading();
  #depth = 0;
  #budget = 0;
  /** How much was told of what hangs on files that are still to be read. */
  #open = 0;
  #home: Module;
  #limit: Limit | undefined;
  readonly #stars = new UnderWay<string>();
  /** How readings stand within each other, and what was not looked into. */
  readonly nesting = new Nesting();
  /** The settings being searched for and the functions whose callers are asked, so that neither leads back to itself. */
  readonly underWay = new UnderWay<string | ClassDefinition | FunctionDefinition | ParameterDefinition>();

  /**
   * @param uri the document's own, from which other files are found
   * @param files absent where there are no other files
   * @param memory what earlier states of the document came to
   */
  constructor(
    readonly own: Module,
    private readonly uri: string,
    private readonly otherFiles: Files | undefined,
    private readonly memory = new Memory(),
  ) {
    this.#home = own;
  }

  /**
   * Finds the number that an expression comes to, with the way to the place where it is written: literals, arithmetic, names, defaults, attributes.
   * Where the code may give it another value, it is unknown, but for what a caller may pass in a default's place.
   */
  abstract numberOf(expression: SyntaxNode, site: Site, frames?: Frames): StaticNumber;

  /** The number that a binding gives a name. */
  abstract numberBound(binding: Binding, name: string, frames: Frames): StaticNumber;

  /** The text that an expression surely comes to, or by default. */
  abstract wordOf(expression: SyntaxNode, site: Site): Word | undefined;

  /** Whether the branches in which something stands are taken; undefined where that is not known of all. */
  abstract reached(place: ExpressionSite, frames: Frames): Truth | undefined;

  /** The class of an object; 'other' of what surely has none of the reader's. */
  abstract classOf(expression: SyntaxNode, site: Site): ClassOf | 'other' | 'searching' | undefined;

  /** The number that `**argument` or `*argument` passes for a name, `otherwise` where it passes none; 'nothing' where it surely does not. */
  abstract numberUnpacked(
    argument: UnpackedArgument,
    name: string,
    site: Site,
    frames: Frames,
    otherwise: StaticNumber | undefined,
  ): StaticNumber | 'nothing';

  /** The number that an assignment gives; `text` is what it is assigned to. */
  numberWritten(value: ExpressionSite | undefined, text: string): StaticNumber {
    return value ? this.numberOf(value.node, value) : unknown('unreadable', text);
  }

  /** The module around which settings that are known only by their name are looked for. */
  get home(): Module {
    return this.#home;
  }

  /** Reads what a call in another file passes: settings are looked for around that file. */
  around<T>(call: Site, read: () => T): T {
    const before = this.#home;
    this.#home = this.moduleOf(call);
    try {
      return read();
    } finally {
      this.#home = before;
    }
  }

  /**
   * Does work, one at a time, and returns with its result the names of the module that it depends on, and whether
   * other files may change it. Nothing that was read before is used for it.
   */
  recordNeeds<T>(read: () => T): Noted<T> {
    const reading = (this.#reading = new Reading());
    const open = this.#opened;
    return reading.noted(read(), this.#opened === open, 0);
  }

  /** Does work that may have to be left for another go; gives something else where it is. */
  tillLate<T>(read: () => T, otherwise: () => T): T {
    const reading = this.#reading;
    const leave = (): T => {
      this.#reading = reading.left();
      return otherwise();
    };
    return this.otherFiles === undefined ? read() : this.otherFiles.tillLate(read, leave);
  }

  /** The result of reading something that many calls ask for: it is read once, unless the result hangs on who asks. */
  remembered<T>(owner: object, asked: string, read: () => T): T {
    const key = this.#limit === undefined ? asked : `${asked} within ${this.#limit}`;
    const known = this.memory.get(owner, key);
    // A result of an earlier state of the document costs as much as reading it anew would: so what is found does not hang on what was kept.
    if (known !== undefined && !(known.isNew && known.noted.cost >= this.#budget)) {
      const { noted, isNew } = known;
      if (isNew) {
        this.memory.renew(owner, key);
        this.#budget -= noted.cost;
      }
      this.#reading.take(noted);
      if (!noted.isFinal) this.#open++;
      return noted.result as T;
    }
    const [outer, open, budget] = [this.#reading, this.#opened, this.#budget];
    // What a path depends on is noted where it is found, and no second time.
    const reading = (this.#reading = new Reading());
    const { result, isWhole } = this.nesting.within(read);
    const found = reading.noted(result, this.#opened === open, budget - this.#budget);
    this.#reading = outer;
    outer.take(found);
    if (isWhole) this.memory.set(owner, key, found);
    return result;
  }

  /** Grows with everything that hangs on files that are still to be read. */
  get #opened(): number {
    return this.#open + (this.otherFiles?.searches ?? 0);
  }

  /** Notes that what is being read depends on a name of the module, or on assignments to an attribute: `.dropout`. */
  need(name: string): void {
    this.#reading.needs.add(name);
  }

  /** Asks a question for which it is not worth looking everywhere. */
  within<T>(limit: Limit, read: () => T): T {
    const before = this.#limit;
    this.#limit = limit;
    try {
      return read();
    } finally {
      this.#limit = before;
    }
  }

  /** How far it is looked; undefined where all is. */
  get limit(): Limit | undefined {
    return this.#limit;
  }

  /** The other files, for reading which depends on them. */
  get files(): Files | undefined {
    if (this.otherFiles !== undefined) this.#reading.usesFiles = true;
    return this.otherFiles;
  }

  /** Starts on another call, which may take as long as the one before. */
  refillBudget(): void {
    this.#budget = MAX_EXPRESSIONS;
  }

  /** Whether all that was to be looked into for this call could be. What is told where it is not hangs on that. */
  hasBudget(): boolean {
    if (this.#budget <= 0) this.nesting.noteCut();
    return this.#budget > 0;
  }

  /** Looks into something beside what a call may take, with so much of its own; undefined where that is not enough. */
  aside<T>(most: number, read: () => T): T | undefined {
    const before = this.#budget;
    this.#budget = most;
    const found = this.nesting.apart(() => {
      const result = read();
      return this.hasBudget() ? result : undefined;
    });
    this.#budget = before;
    return found;
  }

  /**
   * Looks into one more expression, name or class, unless there were too many for one call or within each other: all
   * that may lead to itself, or to another of its kind, goes through here.
   */
  lookInto<T>(read: () => T, otherwise: T): T {
    if (this.#depth >= MAX_DEPTH || this.#budget <= 0) {
      this.nesting.noteCut();
      return otherwise;
    }
    this.#budget--;
    this.#depth++;
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  moduleOf({ segment }: Pick<Site, 'segment'>): Module {
    return this.otherFiles?.ownerOf(segment) ?? this.own;
  }

  uriOf(module: Module): string {
    return module.uri ?? this.uri;
  }

  /** The bindings of a name that can be in force at a place, in document order. */
  bindingsOf(name: string, site: Site): readonly Binding[] {
    const all = bindingsOf(name, site, this.moduleOf(site), (isOwn) => {
      this.need(isOwn ? setWithin(name) : name);
      this.need('*');
    });
    return this.#mayBind(all, name);
  }

  /**
   * The dotted path that an expression names, with aliases and imports resolved: `F.dropout` after `import torch.nn.functional as F` is
   * `torch.nn.functional.dropout`. Undefined where the expression is no path from an import, or where its bindings disagree.
   */
  qualifiedName(node: SyntaxNode, site: Site): string | undefined {
    const path = dottedPath(node, site);
    if (path === undefined) return undefined;
    let name = this.#pathOf(path[0] ?? '', site);
    for (let i = 1; name !== undefined && i < path.length; i++) name += `.${path[i] ?? ''}`;
    return name;
  }

  #pathOf(name: string, site: Site): string | undefined {
    const bindings = this.bindingsOf(name, site);
    let path = bindings.length === 0 ? unboundPath(name, site.segment.text) : undefined;
    for (const binding of withoutHandlers(bindings)) {
      const next = this.#bindingPath(binding, name);
      if (next === undefined || next !== (path ?? next)) return undefined;
      path = next;
    }
    return path;
  }

  #bindingPath(binding: Binding, name: string): string | undefined {
    const { kind } = binding;
    if (kind.type === 'import' || kind.type === 'star') return pathImported(kind, name);
    const given = kind.type === 'parameter' && mayBeModule(kind) ? kind : undefined;
    const value = kind.type === 'value' ? kind.value : undefined;
    if (value === given) return undefined;
    if (this.#reading.paths.has(binding)) return this.#reading.paths.get(binding);
    return this.lookInto(() => {
      this.#reading.paths.set(binding, undefined);
      const path = value ? this.qualifiedName(value.node, value) : given && passedPath(given, this);
      this.#reading.paths.set(binding, path);
      return path;
    }, undefined);
  }

  /** What a name, or a path of names, stands for in the reader's code; undefined where that is not sure. */
  meaningOf(node: SyntaxNode, site: Site): Meaning | undefined {
    const [root = '', ...properties] = dottedPath(node, site) ?? [];
    if (root === '') return undefined;
    return this.lookInto(() => {
      let meaning = this.#agreed(this.bindingsOf(root, site), root);
      for (const property of properties) meaning = meaning && this.#member(meaning, property);
      return meaning;
    }, undefined);
  }

  /** Those of several bindings that may be in force. */
  #mayBind(all: readonly Binding[], name: string): readonly Binding[] {
    const from = (site: Site): string => this.uriOf(this.moduleOf(site));
    return all.length < 2 ? all : mayBind(all, name, from, this.files);
  }

  #agreed(all: readonly Binding[], name: string): Meaning | undefined {
    const bindings = this.#mayBind(withoutHandlers(all), name);
    const meanings = bindings.map((binding) => this.#meaningOfBinding(binding, name));
    // A star import hardly binds what the code has by its name as well, or, but for torch's layers, what another one has.
    const isNamed = bindings.some(({ kind }, i) => kind.type !== 'star' && meanings[i] !== undefined);
    const mayBind = ({ kind }: Binding): boolean =>
      kind.type !== 'star' || (!isNamed && dropoutCallable(`${kind.path}.${name}`) !== undefined);
    const [first, ...others] = meanings.filter(
      (meaning, i) => meaning !== undefined || (bindings[i] !== undefined && mayBind(bindings[i])),
    );
    return others.every((other) => isSame(other, first)) ? first : undefined;
  }

  #meaningOfBinding({ kind, site }: Binding, name: string): Meaning | undefined {
    switch (kind.type) {
      case 'class':
      case 'function':
        return kind;
      case 'value': {
        // An alias of a class or function stands for it.
        const isPath = kind.value.node.name === 'VariableName' || kind.value.node.name === 'MemberExpression';
        const meaning = isPath ? this.meaningOf(kind.value.node, kind.value) : undefined;
        return meaning ?? { type: 'value', value: kind.value };
      }
      case 'import':
      case 'star':
        return this.imported(pathImported(kind, name), this.moduleOf(site));
      case 'parameter':
      case 'loop':
      case 'other':
        return undefined;
    }
  }

  /** What an imported path means: a module, or something that one binds. Undefined where the workspace does not have it. */
  imported(path: string, from: Module): Meaning | undefined {
    return isOfTorch(path) ? undefined : this.lookInto(() => this.#imported(path, from), undefined);
  }

  #imported(path: string, from: Module): Meaning | undefined {
    const [files, uri] = [this.files, this.uriOf(from)];
    if (files === undefined) return undefined;
    if (files.isInstalled(uri)) return this.#installed(path, uri, files);
    const { owner, name, whole } = importPath(path);
    const file = files.paths.find(whole, uri, this.uri);
    const around = owner === '' ? undefined : files.paths.find(owner, uri, this.uri);
    if (file !== undefined) {
      const itself = this.#moduleAt(files.module(file));
      const own = around === undefined || around === uri ? undefined : this.#moduleAt(files.module(around));
      // `from models import resnet` is the function where the package took that from the file of the same name.
      const all = [itself, own].flatMap((one) => (one?.type === 'module' ? one.module.bindingsOf(name) : []));
      return (all.length > 0 && own ? this.#member(own, name) : undefined) ?? itself;
    }
    if (around === undefined) return path.startsWith('.') ? undefined : this.#installed(path, uri, files);
    const module = this.#moduleAt(files.module(around));
    return module && this.#member(module, name);
  }

  /** What an import from an installed package means: what the package binds, else a file of it. */
  #installed(path: string, uri: string, files: Files): Meaning | undefined {
    if (this.#limit !== undefined) return undefined;
    const { owner, name, whole } = importPath(path);
    const around = owner === '' ? undefined : files.installed(owner, uri);
    // `from . import x` in a package itself is what binds x there.
    const isOwn = around instanceof Module && around.uri === uri;
    const module = isOwn ? undefined : this.#moduleAt(around);
    return module === undefined ? this.#moduleAt(files.installed(whole, uri)) : this.#member(module, name);
  }

  #moduleAt(module: Module | 'searching' | undefined): Meaning | undefined {
    return module === 'searching' ? { type: 'searching' } : module && { type: 'module', module };
  }

  #member(meaning: Meaning, name: string): Meaning | undefined {
    if (meaning.type === 'searching') return meaning;
    if (meaning.type === 'module') return this.#bound(meaning.module, name);
    if (meaning.type !== 'class') return undefined;
    return this.#agreed(meaning.scope.names.get(name) ?? [], name);
  }

  /** What a module binds a name to. Files may import everything from each other: what leads back brings nothing. */
  #bound(module: Module, name: string): Meaning | undefined {
    const named = boundAtLast(module.bindingsOf(name));
    if (named.length > 0) return this.#agreed(named, name);
    const [stars, uri] = [module.stars, this.uriOf(module)];
    const find = (): Meaning | undefined => this.#agreed(stars, name);
    if (this.otherFiles?.isInstalled(uri) !== true)
      return unlessUnderWay(`${uri} ${name}`, this.#stars, this.nesting, find, undefined);
    // A package hands on each name from one place, and may have hundreds of them.
    for (const star of likelyStars(stars, name)) {
      const meaning = this.#meaningOfBinding(star, name);
      if (meaning !== undefined) return meaning;
    }
    // What it does not bind may be one of its own modules.
    return uri.endsWith('/__init__.py')
      ? this.#moduleAt(this.otherFiles.installed(`.${name}`, uri))
      : undefined;
  }
}
