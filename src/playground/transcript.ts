import {
  type DropoutLayer,
  type GeneratorName,
  gpuOf,
  isAlpha,
  reprLayer,
  reprNumber,
  reprTensor,
  type Tensor,
} from '../torch';
import { inputExpression } from './input';
import type { CallOutcome } from './session';
import { skippingStatement } from './sessionStart';
import type { PlaygroundState } from './state';

/** A line, or a few, of an interactive Python session. */
export interface TranscriptEntry {
  readonly type: 'input' | 'output' | 'warning' | 'error';
  readonly text: string;
}

/** The expression that makes a layer: `torch.nn.Dropout(0.5)`. */
export function constructorOf(layer: DropoutLayer): string {
  const inplace = layer.inplace ? ', inplace=True' : '';
  return `torch.nn.${layer.kind}(${reprNumber(layer.p)}${inplace})`;
}

/** What the prompt prints of an output: on a GPU it names the device. */
export function printedOutput(output: Tensor, generator: GeneratorName): string {
  return reprTensor(output, gpuOf(generator) === undefined ? {} : { device: 'cuda:0' });
}

/**
 * The session as Python shows it at its prompt: what is typed, and what is printed. Typing it again gives
 * the same text, so the calls before those listed are made too, only without printing.
 *
 * @param calls the last calls of the session, oldest first
 */
export function transcriptOf(
  state: PlaygroundState,
  calls: readonly CallOutcome[],
): readonly TranscriptEntry[] {
  const entries: TranscriptEntry[] = [];
  const add = (type: TranscriptEntry['type'], text: string): void => void entries.push({ type, text });
  // Without the assignment the prompt would print the generator object and its address.
  add('input', `>>> _ = torch.manual_seed(${state.seed})`);
  const skipping = skippingStatement(state);
  if (skipping !== undefined) add('input', `>>> ${skipping}`);
  const call = callOf(state);
  if (call.input !== undefined) add('input', continued(`>>> x = ${call.input}`));
  add('input', `>>> layer = ${constructorOf(state.layer)}`);
  const skipped = state.calls.slice(0, state.calls.length - calls.length);
  const unlisted = state.earlier.training + skipped.filter(({ training }) => training).length;
  const warned = new Set<string>();
  /** What a call prints besides its result. Python shows a warning only the first time. */
  const addMessages = ({ outcome }: CallOutcome): void => {
    if (!outcome.ok) {
      add('error', `${outcome.error.type}: ${outcome.error.message}`);
      return;
    }
    for (const warning of outcome.warnings) {
      if (!warned.has(warning)) add('warning', `<stdin>:1: UserWarning: ${warning}`);
      warned.add(warning);
    }
  };
  if (unlisted > 0) {
    // Calls in eval mode draw nothing and need not be repeated.
    const loop = unlisted === 1 ? '' : `for _ in range(${unlisted}): `;
    add('input', `>>> ${loop}_ = ${call.text}${unlisted === 1 ? '' : '\n...'}`);
    // All have one layer and one shape of input, so they say the same.
    const alike = calls.find(({ training }) => training) ?? calls[0];
    if (alike !== undefined) addMessages(alike);
  }
  let training = true;
  for (const listed of calls) {
    const { training: mode, outcome } = listed;
    if (mode !== training) {
      add('input', mode ? '>>> layer.train()' : '>>> layer.eval()');
      add('output', reprLayer(state.layer));
      training = mode;
    }
    add('input', `>>> ${call.text}`);
    addMessages(listed);
    if (outcome.ok) add('output', printedOutput(outcome.output, state.generator));
  }
  return entries;
}

/**
 * How the session calls the layer. Ones are made anew for each call. What is not made so easily is made once,
 * before the layer; of a layer that overwrites its input each call then gets a copy.
 */
export function callOf(state: PlaygroundState): {
  /** What `x` is; undefined where the call makes the input. */
  readonly input: string | undefined;
  /** `layer(x)`. */
  readonly text: string;
} {
  const input = inputExpression(state);
  if (state.input.type === 'ones') return { input: undefined, text: `layer(${input})` };
  return { input, text: state.layer.inplace && !isAlpha(state.layer.kind) ? 'layer(x.clone())' : 'layer(x)' };
}

/** Longer than this a pasted list is typed in several lines. */
const LINE_WIDTH = 80;

/** A long statement as the prompt shows it: a line for each innermost list. */
function continued(statement: string): string {
  return statement.length <= LINE_WIDTH ? statement : statement.replaceAll(/(?<=\]), (?=\[)/g, ',\n... ');
}
