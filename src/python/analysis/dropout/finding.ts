import type { SyntaxNode } from '@lezer/common';
import type { CallSite } from '../../syntax/scopes';
import type { DropoutCallable } from '../names/torchNames';
import type { LooseProbability } from './probability';
import type { DropoutSite } from './sites';

/** A dropout call as its segment alone knows it: positions and lines count from the segment's start. */
export interface Finding extends Omit<DropoutSite, 'cell' | 'seed' | 'written'>, LooseProbability {
  readonly call: CallSite;
  readonly callable: DropoutCallable;
  /** The expression that the call itself passes as its p. */
  readonly given: SyntaxNode | undefined;
  /** What the call's key starts with, where calls in other segments may have the same: `/Dropout`. */
  readonly family: string | undefined;
  /** Whether all that it tells stands in its own segment and has its own key. */
  readonly isFixed: boolean;
}
