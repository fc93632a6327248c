import { useMemo } from 'preact/hooks';
import type { CallOutcome, PlaygroundState } from '../../src/playground';
import type { Scene } from '../../src/protocol';

/** A call as it is drawn now. */
export interface ShownCall<Call extends CallOutcome | undefined> {
  readonly state: PlaygroundState;
  readonly call: Call;
  /** Whether the reader has done something that the extension has yet to draw. */
  readonly isBehind: boolean;
}

/**
 * A call of the drawn session; where the reader's differs from it in p alone, what that call comes to with this p: the
 * same uniform numbers under another rule, which is the very thing that is to be seen.
 */
export function useShownCall<Call extends CallOutcome | undefined>(
  scene: Scene,
  state: PlaygroundState,
  call: Call,
): ShownCall<Call | CallOutcome> {
  return useMemo(() => {
    const moved = call && isMoved(scene.state, state) ? scene.callWith(state.layer.p, call) : undefined;
    return moved === undefined
      ? { state: scene.state, call, isBehind: state !== scene.state }
      : { state, call: moved, isBehind: false };
  }, [scene, state, call]);
}

/** Whether p alone is another: the reducer keeps all other parts as they are. */
function isMoved(drawn: PlaygroundState, state: PlaygroundState): boolean {
  const { kind, inplace } = drawn.layer;
  const names = Object.keys({ ...drawn, ...state }) as (keyof PlaygroundState)[];
  return (
    state !== drawn &&
    state.layer.kind === kind &&
    state.layer.inplace === inplace &&
    names.every((name) => name === 'layer' || state[name] === drawn[name])
  );
}
