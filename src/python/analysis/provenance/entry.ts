import type { SyntaxNode } from '@lezer/common';
import type { Site } from '../../syntax/scopes';
import type { Frames } from '../names/frames';

/** What a mapping has under a key: what is written in it, or in what it takes over: `{**BASE, "p": 0.1}`, `dict(BASE, p=0.1)`. */
export interface Entry {
  readonly node: SyntaxNode;
  readonly site: Site;
  readonly frames: Frames;
  /** Whether a caller may pass another value. */
  readonly isOpen: boolean;
}
