import type { CallOutcome } from './callOutcome';
import { skippingStatement } from './sessionStart';
import type { PlaygroundState } from './state';
import { callOf, importsOf, inputStatement, layerStatements } from './transcript';

/** A Python script that prints what one call of the session gives: seeded alike, after the same draws. */
export function scriptOf(
  state: PlaygroundState,
  { number, training: mode, draws: isRandom }: Pick<CallOutcome, 'number' | 'training' | 'draws'>,
): string {
  const before = state.calls.slice(0, number - state.earlier.total - 1);
  // Calls in eval mode draw nothing and need not be repeated; nor do those that drop nothing, or raise.
  const training = state.earlier.training + before.filter((call) => call.training).length;
  const draws = isRandom ? training : 0;
  const call = callOf(state);
  const skipping = skippingStatement(state);
  return [
    ...importsOf(state),
    '',
    `torch.manual_seed(${state.seed})`,
    ...(skipping === undefined ? [] : [skipping]),
    ...layerStatements(state),
    inputStatement(state),
    ...(draws === 0 ? [] : draws === 1 ? [call] : [`for _ in range(${draws}):`, `    ${call}`]),
    ...(mode ? [] : ['layer.eval()']),
    `print(${call})`,
    '',
  ].join('\n');
}
