import type { SyntaxNode } from '@lezer/common';
import type { ClassDefinition, Scope, Site } from '../../syntax/scopes';

/** The calls that the functions being looked into are run by, where those are known. */
export type Frames = ReadonlyMap<Scope, CallFrame>;

export interface CallFrame {
  readonly args: SyntaxNode;
  /** Where the call stands, and the calls that run the functions around it. */
  readonly site: Site;
  readonly frames: Frames;
  /** Of a base's `__init__` the class of the object that is made. */
  readonly self?: ClassDefinition;
}

export const NO_FRAMES: Frames = new Map();
