import type { PassedArgument } from '../../syntax/arguments';
import type { CallSite, Site } from '../../syntax/scopes';
import type { Frames } from '../names/frames';
import type { DropoutCallable } from '../names/torchNames';
import type { BoundBefore } from './dropoutMeant';
import type { Override } from './wakings';

/** A call of something that drops, be it torch's or of the reader's own. */
export interface OwnDropout {
  readonly callable: DropoutCallable;
  readonly name: string;
  /** What gives p: the call's own argument, or that of `super().__init__(…)`, and where it is evaluated. */
  readonly argument: PassedArgument;
  /** The call that makes it as torch's own: the call itself, or `super().__init__(…)`. */
  readonly made: Pick<CallSite, 'args' | 'segment'>;
  readonly site: Site;
  readonly frames: Frames;
  /** What it was given before the call, where it is a `partial`. */
  readonly before?: BoundBefore | undefined;
  /** What each was given before of several that may be called, where these differ. */
  readonly befores?: readonly (BoundBefore | undefined)[] | undefined;
  /** What of its class's own keeps it on whatever `eval()` asks for, or may. */
  readonly staysOn?: Override | undefined;
  /** Whether something else than that may be called. */
  readonly mayBeOther?: boolean;
}
