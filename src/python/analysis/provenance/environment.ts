import type { SyntaxNode } from '@lezer/common';
import { type Frames, NO_FRAMES } from '../names/frames';
import type { Resolver } from '../names/resolve';
import type { StaticNumber } from '../names/staticNumber';
import { textOf } from '../../syntax/nodes';
import type { Site } from '../../syntax/scopes';

/** What an expression is evaluated in: where it stands, what follows its names, and the calls that run the code around it. */
export class Environment {
  constructor(
    readonly site: Site,
    readonly resolver: Resolver,
    readonly frames: Frames = NO_FRAMES,
  ) {}

  textOf(node: SyntaxNode): string {
    return textOf(this.site.segment, node);
  }

  numberOf(node: SyntaxNode): StaticNumber {
    return this.resolver.numberOf(node, this.site, this.frames);
  }
}
