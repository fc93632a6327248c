import { useMemo } from 'preact/hooks';
import type { CallOutcome, PlaygroundState } from '../../src/playground';
import type { Scene } from '../../src/protocol';

/** A call with the p that the reader is moving, before the extension has answered. */
export interface MovedCall {
  readonly state: PlaygroundState;
  readonly call: CallOutcome;
}

/**
 * What a call comes to with the p of a session that differs from the drawn one in p alone: the same uniform numbers
 * under another rule, which is the very thing that is to be seen.
 *
 * @returns undefined where nothing is moved, or the extension has to draw it
 */
export function useMovedCall(
  scene: Scene,
  state: PlaygroundState,
  call: CallOutcome | undefined,
): MovedCall | undefined {
  return useMemo(() => {
    if (call === undefined || state === scene.state || !isMoved(scene.state, state)) return undefined;
    const moved = scene.callWith(state.layer.p, call);
    return moved && { state, call: moved };
  }, [scene, state, call]);
}

/** Whether p alone is another: the reducer keeps all other parts as they are. */
function isMoved(drawn: PlaygroundState, { layer, ...rest }: PlaygroundState): boolean {
  const { kind, inplace } = drawn.layer;
  const fields = Object.entries(rest);
  return (
    layer.kind === kind &&
    layer.inplace === inplace &&
    fields.length === Object.keys(drawn).length - 1 &&
    fields.every(([name, value]) => Object.entries(drawn).some(([key, own]) => key === name && own === value))
  );
}
