import type { SyntaxNode } from '@lezer/common';
import { addTo } from './byKey';
import { childrenOf, textOf, stringValue } from './nodes';
import { pathOfCall, readImport } from './importStatement';
import type {
  Binding,
  BindingKind,
  Block,
  CallSite,
  ClassDefinition,
  ExpressionSite,
  MemberWrite,
  Unpacked,
  ParsedText,
  Scope,
  ScopeKind,
  Segment,
  Site,
} from './scopes';
import type { ErrorLines } from './unsettled';

/** Most scopes declare nothing, and a long file has thousands of them. */
const NO_NAMES = new Set<string>();

/** A scope in which nothing is bound yet. */
export function newScope(
  kind: ScopeKind,
  name: string,
  parent: Scope | undefined,
): Scope & { definition: unknown } {
  // Written out, as all in this file of which a long text makes thousands: a spread takes many times as long.
  return {
    kind,
    name,
    parent,
    names: new Map<string, Binding[]>(),
    stars: [],
    globals: NO_NAMES,
    nonlocals: NO_NAMES,
    definition: undefined,
  };
}

const CALLEES = new Set(['VariableName', 'MemberExpression', 'ParenthesizedExpression']);

/** Where a statement stands. */
export interface StatementContext {
  readonly scope: Scope;
  readonly block: Block;
}

/** In a block of its own, within another one. */
export function newContext(
  scope: Scope,
  parent?: Block,
  { loop = false, handler = false } = {},
): StatementContext {
  return { scope, block: { parent, loop, handler, exits: [] } };
}

/** A segment while it is read: notes what each scope binds, the calls and the assignments to members. */
export class SegmentBuilder {
  readonly segment: Segment;
  private readonly calls: CallSite[] = [];
  private readonly memberWrites: MemberWrite[] = [];
  protected readonly dictionaries: ExpressionSite[] = [];
  private readonly nonlocals: { readonly name: string; readonly binding: Binding }[] = [];

  constructor(
    { text, parsed, lineBreaks, tree }: ParsedText,
    errors: readonly ErrorLines[],
    stand?: (own: Segment) => Segment,
  ) {
    // Written out, too: of a spread the engine takes some objects for another shape, and compiles anew what looks at them.
    const own = {
      text,
      parsed,
      lineBreaks,
      tree,
      scope: newScope('module', '', undefined),
      calls: this.calls,
      memberWrites: this.memberWrites,
      dictionaries: this.dictionaries,
      errors,
    };
    this.segment = stand?.(own) ?? own;
  }

  /** What can be done only when the whole segment is read. */
  close(): void {
    for (const { name, binding } of this.nonlocals) {
      // The scope that owns a nonlocal name may bind it only below the function that changes it.
      let owner = binding.site.scope.parent;
      while (owner !== undefined && !(owner.kind === 'function' && owner.names.has(name)))
        owner = owner.parent;
      owner?.names.get(name)?.push(binding);
    }
    this.calls.sort((a, b) => a.at - b.at);
  }

  protected site({ scope, block }: StatementContext, at: number): Site {
    return { segment: this.segment, scope, block, at };
  }

  protected expression(node: SyntaxNode, context: StatementContext, at = node.from): ExpressionSite {
    return { segment: this.segment, scope: context.scope, block: context.block, at, node };
  }

  protected textOf(node: { readonly from: number; readonly to: number }): string {
    return textOf(this.segment, node);
  }

  protected call(node: SyntaxNode, context: StatementContext): void {
    const callee = node.firstChild;
    const args = node.lastChild;
    if (callee === null || args?.name !== 'ArgList') return;
    if (!CALLEES.has(callee.name) && !this.isGiven(callee)) return;
    const { scope, block } = context;
    const name = this.textOf((callee.name === 'MemberExpression' ? callee.lastChild : null) ?? callee);
    this.calls.push({ segment: this.segment, scope, block, at: node.from, node, callee, name, args });
  }

  /** What a function gives that is called in turn: `getattr(nn, name)`, `net_of(name)`. */
  private isGiven({ name, firstChild }: SyntaxNode): boolean {
    const text = name === 'CallExpression' && firstChild !== null ? this.textOf(firstChild) : '';
    return /^[a-z_]\w*$/.test(text.slice(text.lastIndexOf('.') + 1));
  }

  /**
   * A name that is given what a call imports by a text is given a module.
   *
   * @param statement what has to be over before the name has its value, and starts before the value is read
   */
  protected bind(name: string, given: BindingKind, statement: SyntaxNode, context: StatementContext): void {
    const { scope } = context;
    const path = given.type === 'value' ? pathOfCall(this.segment, given.value.node) : undefined;
    const kind: BindingKind = path === undefined ? given : { type: 'import', path };
    const isGlobal = scope.globals.has(name);
    const isNonlocal = scope.nonlocals.has(name);
    const binding: Binding = {
      kind,
      node: statement,
      at: statement.to,
      site: this.site(context, statement.from),
      deferred: isGlobal || isNonlocal,
    };
    if (isNonlocal) this.nonlocals.push({ name, binding });
    else addTo((isGlobal ? this.segment.scope : scope).names, name, binding);
  }

  protected import(node: SyntaxNode, context: StatementContext): void {
    const { names, star } = readImport(this.segment, node);
    for (const { name, path } of names) this.bind(name, { type: 'import', path }, node, context);
    if (star === undefined) return;
    const kind = { type: 'star', path: star } as const;
    const site = this.site(context, node.from);
    context.scope.stars.push({ kind, node, at: node.to, site, deferred: false });
  }

  protected memberWrite(
    target: SyntaxNode,
    value: ExpressionSite | undefined,
    context: StatementContext,
    at: number,
    element?: Unpacked,
  ): void {
    const name = memberName(this.segment.text, target);
    if (name === undefined) return;
    const isItem = target.lastChild?.name !== 'PropertyName';
    const { scope, block } = context;
    const place = { segment: this.segment, scope, block, at };
    const write: MemberWrite = { ...place, node: target, name, isItem, value, element };
    const owner = this.ownerOf(target, context);
    if (owner === undefined) this.memberWrites.push(write);
    else addTo(owner.selfWrites, name, write);
  }

  /** The class whose method assigns to an attribute of its own object: `self.p = …`. */
  private ownerOf(
    { firstChild: object }: SyntaxNode,
    { scope }: StatementContext,
  ): ClassDefinition | undefined {
    const [method, owner] = [scope.definition, scope.parent?.definition];
    if (method?.type !== 'function' || owner?.type !== 'class' || object?.nextSibling?.name !== '.')
      return undefined;
    const isSelf = object.name === 'VariableName' && this.textOf(object) === method.parameters[0]?.name;
    return isSelf ? owner : undefined;
  }

  /** Binds every name among the siblings from `first` to `last` and in tuples and lists of them. */
  protected bindTargets(
    first: SyntaxNode | null,
    last: SyntaxNode | null,
    kind: BindingKind,
    context: StatementContext,
    statement?: SyntaxNode,
  ): void {
    for (let node = first; node !== null; node = node.nextSibling) {
      if (node.name === 'VariableName') this.bind(this.textOf(node), kind, statement ?? node, context);
      else if (node.name === 'MemberExpression') this.memberWrite(node, undefined, context, node.from);
      else if (/^(?:Tuple|Array|Parenthesized)Expression$/.test(node.name)) {
        this.bindTargets(node.firstChild, node.lastChild, kind, context, statement);
      } else if (/^(?:AssignOp|UpdateOp|:)$/.test(node.name)) return;
      if (last !== null && node.from >= last.from) return;
    }
  }

  protected scopeStatement(node: SyntaxNode, { scope }: StatementContext): void {
    const [keyword, ...names] = childrenOf(node);
    const kind = keyword?.name === 'global' ? 'globals' : 'nonlocals';
    if (scope[kind] === NO_NAMES) scope[kind] = new Set();
    for (const name of names) if (name.name === 'VariableName') scope[kind].add(this.textOf(name));
  }

  /** Binds what stands between each `for` and its `in`; a lone name knows what it runs over. */
  protected loopTargets(
    parts: readonly SyntaxNode[],
    outer: StatementContext,
    inner: StatementContext,
  ): void {
    parts.forEach((part, index) => {
      if (part.name !== 'for') return;
      const end = parts.findIndex(({ name }, at) => at > index && name === 'in');
      const targets = parts.slice(index + 1, end < 0 ? undefined : end);
      const iterable = end < 0 ? undefined : parts[end + 1];
      this.#loopTarget(targets, parts[end + 2]?.name === ',' ? undefined : iterable, outer, inner);
    });
  }

  /** Binds what runs over something; of `i, (a, b)` in `enumerate(zip(x, y))` each what it runs over itself. */
  #loopTarget(
    targets: readonly SyntaxNode[],
    iterable: SyntaxNode | undefined,
    outer: StatementContext,
    inner: StatementContext,
  ): void {
    const [only, ...others] = targets;
    const isGroup = others.length > 0 || /^(?:Tuple|Array)Expression$/.test(only?.name ?? '');
    if (isGroup) {
      const names = (others.length > 0 || only === undefined ? targets : childrenOf(only)).filter(
        ({ name }) => !/^[()[\],]$/.test(name),
      );
      const isPlain = !names.some(({ name }) => name === '*');
      const parts = isPlain ? iteratedBeside(iterable, (node) => this.textOf(node)) : [];
      const whole = isPlain && parts.length === 0 && iterable && this.expression(iterable, outer);
      names.forEach((name, place) => {
        if (whole && name.name === 'VariableName')
          this.bindTargets(name, name, { type: 'loop', iterable: whole, place }, inner);
        else this.#loopTarget([name], parts[place], outer, inner);
      });
      return;
    }
    const runsOver = iterable && this.expression(iterable, outer);
    if (only !== undefined) this.bindTargets(only, only, { type: 'loop', iterable: runsOver }, inner);
  }

  protected asTargets(node: SyntaxNode, context: StatementContext): void {
    for (const as of node.getChildren('as')) {
      const target = as.nextSibling;
      if (target !== null) this.bindTargets(target, target, { type: 'other' }, context);
    }
  }
}

/** What runs side by side: x and y of `zip(x, y)`, and of `enumerate(x)` nothing and x. */
function iteratedBeside(
  iterable: SyntaxNode | undefined,
  textOf: (node: SyntaxNode) => string,
): readonly (SyntaxNode | undefined)[] {
  const { firstChild: callee = null } = iterable ?? {};
  const args = iterable?.name === 'CallExpression' ? iterable.getChild('ArgList') : null;
  if (callee === null || args === null) return [];
  const given = childrenOf(args).filter(({ name }) => !/^[(),]$/.test(name));
  if (given.some(({ name }) => /^(?:\*\*?|for)$/.test(name))) return [];
  const name = textOf(callee);
  if (name === 'enumerate') return [undefined, given[0]];
  // `strict=True` runs over nothing.
  return name === 'zip' ? given.filter((one) => one.nextSibling?.name !== 'AssignOp') : [];
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
