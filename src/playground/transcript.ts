import { type DropoutLayer, reprLayer, reprNumber, reprTensor } from '../torch';
import type { CallOutcome } from './session';
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

/** The expression that makes the input: `torch.ones(3, 5)`, `torch.ones(())`. */
export function inputOf(shape: readonly number[]): string {
  return shape.length === 0 ? 'torch.ones(())' : `torch.ones(${shape.join(', ')})`;
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
  add('input', `>>> layer = ${constructorOf(state.layer)}`);
  const skipped = state.calls.slice(0, state.calls.length - calls.length);
  const unlisted = state.earlier.training + skipped.filter(({ training }) => training).length;
  const call = `layer(${inputOf(state.shape)})`;
  // Calls in eval mode draw nothing and need not be repeated.
  if (unlisted === 1) add('input', `>>> _ = ${call}`);
  else if (unlisted > 1) add('input', `>>> for _ in range(${unlisted}): _ = ${call}\n...`);
  let training = true;
  for (const { training: mode, outcome } of calls) {
    if (mode !== training) {
      add('input', mode ? '>>> layer.train()' : '>>> layer.eval()');
      add('output', reprLayer(state.layer));
      training = mode;
    }
    add('input', `>>> ${call}`);
    if (!outcome.ok) {
      add('error', `${outcome.error.type}: ${outcome.error.message}`);
      continue;
    }
    for (const warning of outcome.warnings) add('warning', `UserWarning: ${warning}`);
    add('output', reprTensor(outcome.output));
  }
  return entries;
}
