import { type PlaygroundState, isTraining } from '../playground/state';
import type { PlaygroundStore } from '../playground/store';
import { ContextKey } from '../services/contextKey';

/** Keeps the context keys by which the step "Try p and eval" of Get Started completes: what the reader did in this window. */
export function trackFirstSteps(store: PlaygroundStore): { dispose(): void } {
  const triedProbability = new ContextKey('hasTriedProbability');
  const triedEval = new ContextKey('hasTriedEval');
  let before = store.state;
  return store.onDidChange((state) => {
    // Another call of the code brings a p and a mode of its own.
    if (isSameCall(before, state)) {
      if (state.layer.p.value !== before.layer.p.value) triedProbability.set(true);
      if (isTraining(before) && !isTraining(state)) triedEval.set(true);
    }
    before = state;
  });
}

function isSameCall(one: PlaygroundState, other: PlaygroundState): boolean {
  return one.origin?.label === other.origin?.label && one.layer.kind === other.layer.kind;
}
