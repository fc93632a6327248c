import type { SyntaxNode } from '@lezer/common';
import type { Cell } from './cell';

/** A stretch of code that runs as a whole or not at all: a body, a branch, a loop. */
export interface Block {
  readonly parent: Block | undefined;
  readonly loop: boolean;
  /** An `except` body: what it binds stands in for an import that failed. */
  readonly handler: boolean;
}

export type ScopeKind = 'module' | 'class' | 'function' | 'comprehension';

export interface Scope {
  readonly kind: ScopeKind;
  /** The function's or class's name, '' where it has none. */
  readonly name: string;
  readonly parent: Scope | undefined;
  readonly names: Map<string, Binding[]>;
  /** Modules of `from … import *`, in order. */
  readonly stars: { readonly path: string; readonly at: number }[];
  /** Names declared `global` here. */
  readonly globals: Set<string>;
}

/** A place in the reader's code. */
export interface NodeRef {
  readonly cell: Cell;
  readonly node: SyntaxNode;
}

export type BindingKind =
  | { readonly type: 'import'; readonly path: string }
  | { readonly type: 'value'; readonly value: NodeRef }
  | { readonly type: 'parameter' }
  | { readonly type: 'loop' }
  | { readonly type: 'other' };

export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  /** Position in document order, over all cells. */
  readonly at: number;
  readonly block: Block;
  readonly ref: NodeRef;
}

/** Where code stands: what it sees and when it runs. */
export interface Site {
  readonly scope: Scope;
  readonly block: Block;
  readonly at: number;
}

export interface Call extends Site, NodeRef {
  readonly callee: SyntaxNode;
  readonly args: SyntaxNode;
}

/** Everything one walk over the cells finds: the module scope with all names bound in it and below, and every call. */
export interface Program {
  readonly module: Scope;
  readonly calls: readonly Call[];
}
