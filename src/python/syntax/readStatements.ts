import type { SyntaxNode } from '@lezer/common';
import { readAssignment } from './assignment';
import { childrenOf, commaSeparated, textOf, stringValue } from './nodes';
import { readImport } from './importStatement';
import {
  type Binding,
  type BindingKind,
  type Block,
  type CallSite,
  type ClassDefinition,
  type ExpressionSite,
  type FunctionDefinition,
  type MemberWrite,
  type ParameterDefinition,
  type Scope,
  type ScopeKind,
  type Site,
  TOP_BLOCK,
  type ParsedText,
  type Segment,
} from './scopes';
import type { ParameterKind } from './signature';
import type { Pause, Sliced } from './sliced';
import { errorLines, type ErrorLines } from './unsettled';

/**
 * Walks a segment's syntax tree once and notes which names each scope binds, as Python's own symbol table does
 * (https://docs.python.org/3/reference/executionmodel.html#binding-of-names), with every call and its scope.
 */
export function* readStatements(text: ParsedText, pause: Pause): Sliced<Segment> {
  const reader = new Reader(text, yield* errorLines(text, pause), pause);
  yield* reader.body(text.tree.topNode, { scope: reader.segment.scope, block: TOP_BLOCK });
  reader.close();
  return reader.segment;
}

/** Most scopes declare nothing, and a long file has thousands of them. */
const NO_NAMES = new Set<string>();

function newScope(kind: ScopeKind, name: string, parent: Scope | undefined): Scope & { definition: unknown } {
  return {
    ...{ kind, name, parent, names: new Map<string, Binding[]>(), stars: [] },
    ...{ globals: NO_NAMES, nonlocals: NO_NAMES, definition: undefined },
  };
}

function newBlock(parent: Block | undefined, { loop = false, handler = false } = {}): Block {
  return { parent, loop, handler };
}

interface Context {
  readonly scope: Scope;
  readonly block: Block;
}

/** Deeper nesting is machine-made; following it would only exhaust the stack. */
const MAX_DEPTH = 400;

class Reader {
  readonly segment: Segment;
  readonly #calls: CallSite[] = [];
  readonly #memberWrites: MemberWrite[] = [];
  readonly #dictionaries: ExpressionSite[] = [];
  readonly #nonlocals: { readonly name: string; readonly binding: Binding }[] = [];
  #depth = 0;

  constructor(
    text: ParsedText,
    errors: readonly ErrorLines[],
    private readonly pause: Pause,
  ) {
    this.segment = {
      ...text,
      scope: newScope('module', '', undefined),
      calls: this.#calls,
      memberWrites: this.#memberWrites,
      dictionaries: this.#dictionaries,
      errors,
    };
  }

  /** What can be done only when the whole segment is read. */
  close(): void {
    for (const { name, binding } of this.#nonlocals) {
      // The scope that owns a nonlocal name may bind it only below the function that changes it.
      let owner = binding.site.scope.parent;
      while (owner !== undefined && !(owner.kind === 'function' && owner.names.has(name)))
        owner = owner.parent;
      owner?.names.get(name)?.push(binding);
    }
    this.#calls.sort((a, b) => a.at - b.at);
  }

  /** The statements under a node, with a pause between them where it is time for one. */
  *body(node: SyntaxNode, context: Context): Sliced<void> {
    if (this.#depth >= MAX_DEPTH) return;
    this.#depth++;
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      yield* this.#statement(child, context);
      if (this.pause()) yield;
    }
    this.#depth--;
  }

  /** A statement with a body is read in slices, anything else in one go. */
  *#statement(node: SyntaxNode, context: Context): Sliced<void> {
    switch (node.name) {
      case 'FunctionDefinition':
        yield* this.#function(node, context);
        return;
      case 'ClassDefinition':
        yield* this.#class(node, context);
        return;
      case 'ForStatement':
        this.#forTargets(node, context);
        yield* this.#branches(node, context);
        return;
      case 'IfStatement':
      case 'WhileStatement':
      case 'TryStatement':
      case 'MatchClause':
        yield* this.#branches(node, context);
        return;
      case 'WithStatement':
        this.#asTargets(node, context);
        yield* this.body(node, context);
        return;
      case 'Body':
      case 'MatchStatement':
      case 'MatchBody':
      case 'StatementGroup':
      case 'DecoratedStatement':
        yield* this.body(node, context);
        return;
      default:
        this.#visit(node, context);
    }
  }

  #children(node: SyntaxNode, context: Context): void {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) this.#visit(child, context);
  }

  #visit(node: SyntaxNode, context: Context): void {
    if (this.#depth >= MAX_DEPTH) return;
    this.#depth++;
    this.#read(node, context);
    this.#depth--;
  }

  #read(node: SyntaxNode, context: Context): void {
    switch (node.name) {
      case 'ImportStatement':
        this.#import(node, context);
        return;
      case 'AssignStatement':
        this.#assign(node, context);
        return;
      case 'NamedExpression': {
        const [name, , value] = childrenOf(node);
        if (name !== undefined && value !== undefined) this.#walrus(name, value, context);
        return;
      }
      case 'UpdateStatement':
      case 'DeleteStatement':
      case 'TypeDefinition':
        this.#bindTargets(node.firstChild, node.lastChild, { type: 'other' }, context);
        break;
      case 'ScopeStatement':
        this.#scopeStatement(node, context);
        return;
      case 'LambdaExpression':
        this.#lambda(node, context);
        return;
      case 'CapturePattern':
      case 'AsPattern':
        this.#bindTargets(node.lastChild, node.lastChild, { type: 'other' }, context);
        break;
      case 'ArrayComprehensionExpression':
      case 'ComprehensionExpression':
      case 'SetComprehensionExpression':
      case 'DictionaryComprehensionExpression':
        this.#comprehension(node, context);
        return;
      case 'ArgList':
        // A lone generator as the only argument has no node of its own.
        if (node.getChild('for') !== null) {
          this.#comprehension(node, context);
          return;
        }
        this.#argumentWalruses(node, context);
        break;
      case 'CallExpression':
        this.#call(node, context);
        break;
      case 'ReturnStatement': {
        const { definition } = context.scope;
        const value = node.firstChild?.nextSibling;
        if (definition?.type === 'function' && value?.nextSibling === null)
          definition.returns.push(this.#expression(value, context));
        break;
      }
      case 'DictionaryExpression':
        this.#dictionaries.push(this.#expression(node, context));
        break;
    }
    this.#children(node, context);
  }

  #site({ scope, block }: Context, at: number): Site {
    return { segment: this.segment, scope, block, at };
  }

  #expression(node: SyntaxNode, context: Context, at = node.from): ExpressionSite {
    return { ...this.#site(context, at), node };
  }

  #textOf(node: { readonly from: number; readonly to: number }): string {
    return textOf(this.segment, node);
  }

  #call(node: SyntaxNode, context: Context): void {
    const callee = node.firstChild;
    const args = node.getChild('ArgList');
    if (callee === null || args === null) return;
    if (callee.name !== 'VariableName' && callee.name !== 'MemberExpression') return;
    this.#calls.push({ ...this.#expression(node, context), callee, args });
  }

  /** @param statement what has to be over before the name has its value, and starts before the value is read */
  #bind(name: string, kind: BindingKind, statement: SyntaxNode, context: Context): void {
    const { scope } = context;
    const isGlobal = scope.globals.has(name);
    const isNonlocal = scope.nonlocals.has(name);
    const binding: Binding = {
      kind,
      node: statement,
      at: statement.to,
      site: this.#site(context, statement.from),
      deferred: isGlobal || isNonlocal,
    };
    if (isNonlocal) this.#nonlocals.push({ name, binding });
    else add((isGlobal ? this.segment.scope : scope).names, name, binding);
  }

  #import(node: SyntaxNode, context: Context): void {
    const { names, star } = readImport(this.segment, node);
    for (const { name, path } of names) this.#bind(name, { type: 'import', path }, node, context);
    if (star === undefined) return;
    const kind = { type: 'star', path: star } as const;
    const site = this.#site(context, node.from);
    context.scope.stars.push({ kind, node, at: node.to, site, deferred: false });
  }

  #assign(node: SyntaxNode, context: Context): void {
    const { values, targets, annotations } = readAssignment(node);
    for (const annotation of annotations) this.#children(annotation, context);
    // Python evaluates the right side first.
    for (const value of values) this.#visit(value, context);
    for (const { target, value } of targets) {
      const expression = value && this.#expression(value, context, node.from);
      if (target.name === 'VariableName' && expression !== undefined)
        this.#bind(this.#textOf(target), { type: 'value', value: expression }, node, context);
      else if (target.name === 'MemberExpression') {
        this.#memberWrite(target, expression, context, node.from);
        // The subscripts and objects of `x[f(a)] = …` are evaluated too.
        this.#children(target, context);
      } else this.#bindTargets(target, target, { type: 'other' }, context, node);
    }
  }

  #memberWrite(target: SyntaxNode, value: ExpressionSite | undefined, context: Context, at: number): void {
    const name = memberName(this.segment.text, target);
    if (name === undefined) return;
    const isItem = target.lastChild?.name !== 'PropertyName';
    const write: MemberWrite = { ...this.#expression(target, context, at), name, isItem, value };
    const owner = this.#ownerOf(target, context);
    if (owner === undefined) this.#memberWrites.push(write);
    else owner.selfWrites.push(write);
  }

  /** The class whose method assigns to an attribute of its own object: `self.p = …`. */
  #ownerOf({ firstChild: object }: SyntaxNode, { scope }: Context): ClassDefinition | undefined {
    const [method, owner] = [scope.definition, scope.parent?.definition];
    if (method?.type !== 'function' || owner?.type !== 'class' || object?.nextSibling?.name !== '.')
      return undefined;
    const isSelf = object.name === 'VariableName' && this.#textOf(object) === method.parameters[0]?.name;
    return isSelf ? owner : undefined;
  }

  /** `name := value`. */
  #walrus(name: SyntaxNode, value: SyntaxNode, context: Context): void {
    this.#visit(value, context);
    // A walrus in a comprehension binds in the scope around it.
    let scope = context.scope;
    while (scope.kind === 'comprehension' && scope.parent !== undefined) scope = scope.parent;
    const kind: BindingKind = { type: 'value', value: this.#expression(value, context) };
    // Whether it runs depends on the expression around it (`a and (p := 1)`), so it gets a block of its own.
    this.#bind(this.#textOf(name), kind, value, { scope, block: newBlock(context.block) });
  }

  /** Among arguments a walrus has no node of its own. */
  #argumentWalruses(args: SyntaxNode, context: Context): void {
    for (const operator of args.getChildren('AssignOp')) {
      const { prevSibling: name, nextSibling: value } = operator;
      if (name !== null && value !== null && this.#textOf(operator) === ':=')
        this.#walrus(name, value, context);
    }
  }

  /** Binds every name among the siblings from `first` to `last` and in tuples and lists of them. */
  #bindTargets(
    first: SyntaxNode | null,
    last: SyntaxNode | null,
    kind: BindingKind,
    context: Context,
    statement?: SyntaxNode,
  ): void {
    for (let node = first; node !== null; node = node.nextSibling) {
      if (node.name === 'VariableName') this.#bind(this.#textOf(node), kind, statement ?? node, context);
      else if (node.name === 'MemberExpression') this.#memberWrite(node, undefined, context, node.from);
      else if (/^(?:Tuple|Array|Parenthesized)Expression$/.test(node.name)) {
        this.#bindTargets(node.firstChild, node.lastChild, kind, context, statement);
      } else if (/^(?:AssignOp|UpdateOp|:)$/.test(node.name)) return;
      if (last !== null && node.from >= last.from) return;
    }
  }

  #scopeStatement(node: SyntaxNode, { scope }: Context): void {
    const [keyword, ...names] = childrenOf(node);
    const kind = keyword?.name === 'global' ? 'globals' : 'nonlocals';
    if (scope[kind] === NO_NAMES) scope[kind] = new Set();
    for (const name of names) if (name.name === 'VariableName') scope[kind].add(this.#textOf(name));
  }

  *#function(node: SyntaxNode, context: Context): Sliced<void> {
    const inner = this.#header(node, context);
    const body = node.getChild('Body');
    if (body !== null) yield* this.body(body, inner);
  }

  #lambda(node: SyntaxNode, context: Context): void {
    const inner = this.#header(node, context);
    let afterParameters = node.getChild('ParamList') === null;
    // A lambda's body is an expression without a Body of its own.
    for (const child of childrenOf(node)) {
      if (child.name === 'ParamList') afterParameters = true;
      else if (afterParameters) this.#visit(child, inner);
    }
  }

  /** Everything of a function but its body: its name, parameters, defaults and annotations. */
  #header(node: SyntaxNode, context: Context): Context {
    const nameNode = node.getChild('VariableName');
    const name = nameNode === null || node.name === 'LambdaExpression' ? '' : this.#textOf(nameNode);
    const scope = newScope('function', name, context.scope);
    const definition: FunctionDefinition = {
      ...{
        type: 'function',
        name,
        node,
        site: this.#site(context, node.from),
        scope,
        parameters: [],
        returns: [],
      },
    };
    scope.definition = definition;
    if (nameNode !== null && name !== '') this.#bind(name, definition, nameNode, context);
    const inner: Context = { scope, block: newBlock(undefined) };
    for (const parameter of node.getChild('TypeParamList')?.getChildren('TypeParam') ?? []) {
      this.#bindTargets(parameter.firstChild, parameter.lastChild, { type: 'other' }, inner);
    }
    const list = node.getChild('ParamList');
    for (const parameter of list === null ? [] : this.#parameters(list, context)) {
      definition.parameters.push(parameter);
      this.#bind(parameter.name, { type: 'parameter', parameter, definition }, parameter.node, inner);
    }
    for (const annotation of node.getChildren('TypeDef')) this.#children(annotation, context);
    return inner;
  }

  /** Defaults and annotations belong to the scope around the function. */
  #parameters(list: SyntaxNode, context: Context): ParameterDefinition[] {
    let parameters: ParameterDefinition[] = [];
    let kind: ParameterKind = 'normal';
    for (const { from, nodes } of commaSeparated(childrenOf(list), list.from)) {
      // A `/` has no node of its own.
      if (/^\s*\//.test(this.#textOf({ from, to: list.to })))
        parameters = parameters.map((one) => ({ ...one, kind: 'positionalOnly' }));
      parameters.push(...this.#parameter(nodes, kind, context));
      if (nodes.some(({ name }) => name === '*')) kind = 'keywordOnly';
    }
    return parameters;
  }

  #parameter(part: readonly SyntaxNode[], kind: ParameterKind, context: Context): ParameterDefinition[] {
    const node = part.find((child) => child.name === 'VariableName');
    const operator = part.findIndex((child) => child.name === 'AssignOp');
    const type = part.find((child) => child.name === 'TypeDef')?.lastChild;
    for (const child of part) if (child !== node) this.#visit(child, context);
    if (node === undefined || (operator >= 0 && part.indexOf(node) > operator)) return [];
    const value = operator < 0 ? undefined : part[operator + 1];
    const stars = part.find((child) => child.name === '*' || child.name === '**')?.name;
    return [
      {
        name: this.#textOf(node),
        node,
        kind: stars === undefined ? kind : stars === '*' ? 'star' : 'doubleStar',
        fallback: value && !/^[)]$/.test(value.name) ? this.#expression(value, context) : undefined,
        annotation: type ? this.#expression(type, context) : undefined,
      },
    ];
  }

  *#class(node: SyntaxNode, context: Context): Sliced<void> {
    const nameNode = node.getChild('VariableName');
    const name = nameNode === null ? '' : this.#textOf(nameNode);
    const list = node.getChild('ArgList');
    if (list !== null) this.#children(list, context);
    const scope = newScope('class', name, context.scope);
    const bases = childrenOf(list ?? node)
      .filter(({ name: type }) => list !== null && (type === 'VariableName' || type === 'MemberExpression'))
      .filter(({ nextSibling }) => nextSibling?.name !== 'AssignOp')
      .map((base) => this.#expression(base, context));
    const site = this.#site(context, node.from);
    const definition: ClassDefinition = { type: 'class', name, node, site, scope, bases, selfWrites: [] };
    scope.definition = definition;
    if (nameNode !== null) this.#bind(name, definition, nameNode, context);
    const body = node.getChild('Body');
    // A class body runs where it stands.
    if (body !== null) yield* this.body(body, { scope, block: newBlock(context.block) });
  }

  #forTargets(node: SyntaxNode, context: Context): void {
    const loop: Context = { ...context, block: newBlock(context.block, { loop: true }) };
    this.#loopTargets(childrenOf(node), context, loop);
  }

  /** Binds what stands between each `for` and its `in`; a lone name knows what it runs over. */
  #loopTargets(parts: readonly SyntaxNode[], outer: Context, inner: Context): void {
    parts.forEach((part, index) => {
      if (part.name !== 'for') return;
      const end = parts.findIndex(({ name }, at) => at > index && name === 'in');
      const targets = parts.slice(index + 1, end < 0 ? undefined : end);
      const iterable = end < 0 ? undefined : parts[end + 1];
      const lone = targets.length === 1 && iterable !== undefined && parts[end + 2]?.name !== ',';
      const kind: BindingKind = {
        type: 'loop',
        iterable: lone ? this.#expression(iterable, outer) : undefined,
      };
      for (const target of targets) this.#bindTargets(target, target, kind, inner);
    });
  }

  /** Statements whose bodies may or may not run; each body is a block of its own. */
  *#branches(node: SyntaxNode, context: Context): Sliced<void> {
    const loop = node.name === 'ForStatement' || node.name === 'WhileStatement';
    let handler = false;
    let afterAs = false;
    for (const child of childrenOf(node)) {
      if (child.name === 'except') handler = true;
      else if (child.name === 'else' || child.name === 'finally') handler = false;
      if (child.name === 'Body')
        yield* this.body(child, { ...context, block: newBlock(context.block, { loop, handler }) });
      else if (afterAs) this.#bindTargets(child, child, { type: 'other' }, context);
      else if (child.name !== 'as') this.#visit(child, context);
      afterAs = child.name === 'as';
    }
  }

  #asTargets(node: SyntaxNode, context: Context): void {
    for (const as of node.getChildren('as')) {
      const target = as.nextSibling;
      if (target !== null) this.#bindTargets(target, target, { type: 'other' }, context);
    }
  }

  #comprehension(node: SyntaxNode, context: Context): void {
    const scope = newScope('comprehension', '', context.scope);
    const inner: Context = { scope, block: newBlock(context.block, { loop: true }) };
    const parts = childrenOf(node);
    this.#loopTargets(parts, context, inner);
    let inTarget = false;
    for (const child of parts) {
      if (child.name === 'for') inTarget = true;
      else if (child.name === 'in') inTarget = false;
      else if (!inTarget) this.#visit(child, inner);
    }
  }
}

/** `dropout` of `args.dropout` and of `config["dropout"]`; undefined for other subscripts. */
function memberName(text: string, { lastChild, firstChild }: SyntaxNode): string | undefined {
  if (lastChild?.name === 'PropertyName') return text.slice(lastChild.from, lastChild.to);
  const [key, more] = [
    firstChild?.nextSibling?.nextSibling,
    firstChild?.nextSibling?.nextSibling?.nextSibling,
  ];
  return key?.name === 'String' && more?.name === ']' ? stringValue(text.slice(key.from, key.to)) : undefined;
}

function add(names: Map<string, Binding[]>, name: string, binding: Binding): void {
  const known = names.get(name);
  if (known === undefined) names.set(name, [binding]);
  else known.push(binding);
}
