import type { SyntaxNode } from '@lezer/common';
import type { Cell } from './cell';

/** A stretch of code that runs as a whole or not at all: a body, a branch, a loop. */
export interface Block {
  readonly parent: Block | undefined;
  readonly loop: boolean;
  /** An `except` body: what it binds stands in for an import that failed. */
  readonly handler: boolean;
}

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

export interface Scope {
  readonly kind: ScopeKind;
  /** The function's or class's name, '' where it has none. */
  readonly name: string;
  readonly parent: Scope | undefined;
  readonly names: Map<string, Binding[]>;
  /** `from … import *`: may bind any name. */
  readonly stars: Binding[];
  /** Names declared `global` here, and names declared `nonlocal`. */
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
}

/** A place in the reader's code. */
export interface NodeRef {
  readonly cell: Cell;
  readonly node: SyntaxNode;
}

export type BindingKind =
  | { readonly type: 'import'; readonly path: string }
  | { readonly type: 'star'; readonly path: string }
  | { readonly type: 'value'; readonly value: NodeRef }
  | { readonly type: 'parameter' }
  | { readonly type: 'loop' }
  | { readonly type: 'other' };

export interface Binding {
  readonly kind: BindingKind;
  /** From where in document order (over all cells) it can be in force. */
  readonly at: number;
  /** Where its value is evaluated. */
  readonly site: Site;
  /** Made by another function (`global`, `nonlocal`): it happens whenever that one is called, if ever. */
  readonly deferred: boolean;
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

/** Everything one walk over the cells finds. */
export interface Program {
  /** In document order. */
  readonly calls: readonly Call[];
  /** What is assigned to that is no plain name: `nn.Dropout = …`. */
  readonly assignedMembers: readonly (NodeRef & Site)[];
}
