import {
  type Action,
  type CallOutcome,
  EXAMPLE_SHAPES,
  INITIAL_STATE,
  INPUT_FUNCTIONS,
  MAX_LISTED_CALLS,
  type PlaygroundState,
  printedOutput,
  reduce,
  scriptOf,
  SessionReplay,
  tensorCode,
} from '../../src/playground';
import { LAYER_KINDS, type Tensor } from '../../src/torch';
import type { Program } from './randomPrograms';
import { RandomChoices } from './randomChoices';

/* Random states of the playground, and what the scripts that it gives for them print. */

/** A case of scripts.json: what led to a state, its script, and what PyTorch printed; null where it raised. */
export interface ScriptCase {
  readonly actions: readonly Action[];
  readonly script: string;
  readonly printed: string | null;
}

const SHAPES = [[], [0], [7], [3, 5], [4, 0], [2, 3, 4], [2, 3, 2, 2], [1, 2, 2, 1, 3], [40, 30]];
const PROBABILITIES = [0, 1, 0.5, 0.1, 0.3, 0.25, 0.75, 0.9, 0.999, 1e-5, 1 / 3];
const SEEDS = ['0', '1', '42', '-1', '9223372036854775808', '18446744073709551615', '4294967296'];

const PASTED = ['[[1.0, -2.5], [0.1, 1e-05]]', '[0.0, -0.0, 3.0]', '[[[0.5], [0.25]], [[2.0], [1.0]]]'];

/** Random things that a reader does, from a seed. */
export class RandomActions extends RandomChoices {
  next(): readonly Action[] {
    return Array.from({ length: 1 + this.upTo(7) }, () => this.#action());
  }

  #action(): Action {
    const actions: readonly Action[] = [
      { type: 'setProbability', p: this.#probability() },
      { type: 'setKind', kind: this.pick(LAYER_KINDS) },
      { type: 'setTraining', training: this.random() < 0.5 },
      { type: 'setSeed', seed: this.pick(SEEDS) },
      { type: 'setShape', shape: this.pick([...SHAPES, ...LAYER_KINDS.map((kind) => EXAMPLE_SHAPES[kind])]) },
      { type: 'setInput', input: { type: this.pick(INPUT_FUNCTIONS) } },
      { type: 'setInput', input: { type: 'pasted', text: this.pick(PASTED) } },
      { type: 'resample', times: 1 + this.upTo(3) },
      { type: 'resample', times: 1 + this.upTo(MAX_LISTED_CALLS) },
    ];
    return this.pick(actions);
  }

  #probability(): { type: 'int' | 'float'; value: number } {
    const value = this.pick([...PROBABILITIES, this.random()]);
    return { type: Number.isInteger(value) && this.random() < 0.5 ? 'int' : 'float', value };
  }
}

/** The state that actions lead to, and its last call. */
export function stateAfter(actions: readonly Action[]): { state: PlaygroundState; call: CallOutcome } {
  const state = actions.reduce(reduce, INITIAL_STATE);
  const call = new SessionReplay().calls(state, 1).at(-1);
  if (call === undefined) throw new Error('A session has at least one call.');
  return { state, call };
}

/** What the playground says that the script prints; null where it raises. */
export function expectedPrint({ state, call }: ReturnType<typeof stateAfter>): string | null {
  return call.outcome.ok ? printedOutput(call.outcome.output, state.generator) : null;
}

/** The script, and behind it the bits of the tensor that "Copy tensor" gives. */
export function programOf({ state, call }: ReturnType<typeof stateAfter>): Program {
  const script = scriptOf(state, call);
  if (!call.outcome.ok) return { cells: [script], notebook: true };
  const copied = tensorCode(call.outcome.output, state.generator);
  const check = `t = ${copied}\nprint(tuple(t.shape), t.view(torch.int32).flatten().tolist())`;
  return { cells: [script, check], notebook: true };
}

/** What that prints of the tensor's bits. */
export function bitsOf({ data, shape }: Tensor): string {
  const tuple = shape.length === 1 ? `(${shape.join()},)` : `(${shape.join(', ')})`;
  return `${tuple} [${[...new Int32Array(data.slice().buffer)].join(', ')}]`;
}
