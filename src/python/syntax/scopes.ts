import type { SyntaxNode, Tree } from '@lezer/common';
import { textOf } from './nodes';
import type { SignatureParameter } from './bindArguments';
import type { ErrorLines } from './unsettled';

/** A piece of Python text, parsed. */
export interface ParsedText {
  readonly text: string;
  /** What was really parsed, of equal length. */
  readonly parsed: string;
  /** How many lines end in it. */
  readonly lineBreaks: number;
  readonly tree: Tree;
}

/**
 * Some top-level statements of a file or a cell: parsed and read on their own, and kept as they are while the
 * reader types elsewhere. All positions in it count from its own start.
 */
export interface Segment extends ParsedText {
  /** This segment's part of the module's scope. */
  readonly scope: Scope;
  /** In the order of the text, as all that follows. */
  readonly calls: readonly CallSite[];
  /** But for those of objects to their own attributes, which their class has. */
  readonly memberWrites: readonly MemberWrite[];
  /** Dictionary displays: `{"drop_rate": 0.1}`. */
  readonly dictionaries: readonly ExpressionSite[];
  readonly errors: readonly ErrorLines[];
}

/** A stretch of code that runs as a whole or not at all: a body, a branch, a loop. */
export interface Block {
  readonly parent: Block | undefined;
  readonly loop: boolean;
  /** An `except` body: what it binds stands in for an import that failed. */
  readonly handler: boolean;
  /** Where it may be left, in the order of the text. */
  readonly exits: Exit[];
}

/** A block's own `if …: return`: whatever is below it, from `over` on, runs only where the test is false. */
export interface Exit {
  readonly test: ExpressionSite;
  readonly over: number;
}

/** The top level of a script or notebook, which all its segments have in common. */
export const TOP_BLOCK: Block = { parent: undefined, loop: false, handler: false, exits: [] };

/** Whether a block is another one, or lies within it: then the other runs whenever this one does. */
export function isWithin(block: Block, ancestor: Block): boolean {
  for (let at: Block | undefined = block; at !== undefined; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** The outermost loop around a block, if any. */
export function outermostLoop(block: Block): Block | undefined {
  let loop: Block | undefined;
  for (let at: Block | undefined = block; at !== undefined; at = at.parent) if (at.loop) loop = at;
  return loop;
}

export type ScopeKind = 'module' | 'class' | 'function' | 'comprehension';

/** What binds names. The module's scope comes in parts, one for each segment. */
export interface Scope {
  readonly kind: ScopeKind;
  /** The function's or class's name, '' where it has none. */
  readonly name: string;
  readonly parent: Scope | undefined;
  readonly names: Map<string, Binding[]>;
  /** `from … import *`: may bind any name. */
  readonly stars: Binding[];
  /** Names declared `global` here, and names declared `nonlocal`. */
  globals: Set<string>;
  nonlocals: Set<string>;
  /** The function or class whose body this is. */
  readonly definition: FunctionDefinition | ClassDefinition | undefined;
}

/** The innermost scope of one kind around a scope, itself included. */
export function enclosing(scope: Scope, kind: ScopeKind): Scope | undefined {
  let at: Scope | undefined = scope;
  while (at !== undefined && at.kind !== kind) at = at.parent;
  return at;
}

/** The names of the classes and functions around a place: `Net.__init__`. */
export function scopePath(scope: Scope): string {
  const names: string[] = [];
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
    if (at.name !== '') names.unshift(at.name);
  return names.join('.');
}

/** A place in the reader's code; positions in the node count from the segment's start. */
export interface NodeRef {
  readonly segment: Segment;
  readonly node: SyntaxNode;
}

/** Where code stands: what it sees and when it runs. `at` counts from the segment's start. */
export interface Site {
  readonly segment: Segment;
  readonly scope: Scope;
  readonly block: Block;
  readonly at: number;
}

/** An expression and where it is evaluated. */
export interface ExpressionSite extends Site {
  readonly node: SyntaxNode;
}

export interface ParameterDefinition extends SignatureParameter {
  readonly node: SyntaxNode;
  /** Evaluated where the function is defined, once. */
  readonly fallback: ExpressionSite | undefined;
  readonly annotation: ExpressionSite | undefined;
}

/** A `def` or a lambda. */
export interface FunctionDefinition {
  readonly type: 'function';
  readonly name: string;
  readonly node: SyntaxNode;
  /** Where the definition stands. */
  readonly site: Site;
  readonly scope: Scope;
  readonly parameters: ParameterDefinition[];
  /** What its `return` statements return. */
  readonly returns: ExpressionSite[];
}

export interface ClassDefinition {
  readonly type: 'class';
  readonly name: string;
  readonly node: SyntaxNode;
  readonly site: Site;
  readonly scope: Scope;
  /** What stands between the parentheses of `class A(B, metaclass=C)`. */
  readonly bases: readonly ExpressionSite[];
  /** Assignments to attributes of the object itself in its methods, `self.p = p`, by the attributes' names. */
  readonly selfWrites: Map<string, MemberWrite[]>;
}

export type BindingKind =
  | { readonly type: 'import'; readonly path: string }
  | { readonly type: 'star'; readonly path: string }
  | { readonly type: 'value'; readonly value: ExpressionSite }
  | {
      readonly type: 'parameter';
      readonly parameter: ParameterDefinition;
      readonly definition: FunctionDefinition;
    }
  /** A loop's variable; `place` where it is one of several, into which each element is unpacked. */
  | { readonly type: 'loop'; readonly iterable: ExpressionSite | undefined; readonly place?: number }
  | FunctionDefinition
  | ClassDefinition
  /** Anything else; `element` where something is unpacked. */
  | {
      readonly type: 'other';
      readonly element?: Unpacked;
    };

/** One of the elements of something that is unpacked: `n, p = settings()`. */
export interface Unpacked {
  readonly of: ExpressionSite;
  readonly place: number;
  /** Into how many it is unpacked. */
  readonly count: number;
}

export interface Binding {
  readonly kind: BindingKind;
  /** What binds it. */
  readonly node: SyntaxNode;
  /** From where it can be in force. */
  readonly at: number;
  /** Where its value is evaluated. */
  readonly site: Site;
  /** Made by another function (`global`, `nonlocal`): it happens whenever that one is called, if ever. */
  readonly deferred: boolean;
}

/** Where a binding stands. */
export function placeOf({ node, site }: Binding): ExpressionSite {
  return { ...site, node };
}

export interface CallSite extends ExpressionSite {
  readonly callee: SyntaxNode;
  /** The last name of the callee: `seed` of `self.setup.seed(…)`. */
  readonly name: string;
  readonly args: SyntaxNode;
}

/** What stands behind each `@` before a function or class. */
export function decoratorsOf({ node, site }: FunctionDefinition | ClassDefinition): readonly string[] {
  const decorators = node.parent?.name === 'DecoratedStatement' ? node.parent.getChildren('Decorator') : [];
  return decorators.map((decorator) => textOf(site.segment, decorator).slice(1).trim());
}

/** An assignment to what is no plain name: `nn.Dropout = …`, `args.dropout = 0.1`, `config["p"] = 0.1`. */
export interface MemberWrite extends ExpressionSite {
  /** The attribute, or the key where that is a string. */
  readonly name: string;
  readonly isItem: boolean;
  /** Undefined where it is unpacked, updated or deleted. */
  readonly value: ExpressionSite | undefined;
  readonly element?: Unpacked | undefined;
}
