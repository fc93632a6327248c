import type { DropoutLayer, GeneratorName, Tensor } from '../torch';
import {
  classOf,
  gpuOf,
  isAlpha,
  reprLayer,
  reprNumber,
  reprTensor,
  stochasticDepthMode,
  worksInPlace,
} from '../torch';
import { inputExpression } from './input';
import type { CallOutcome } from './callOutcome';
import { skippingStatement } from './sessionStart';
import { modeStatements, type PlaygroundState } from './state';

/** A line, or a few, of an interactive Python session. */
export interface TranscriptEntry {
  readonly type: 'input' | 'output' | 'warning' | 'error';
  readonly text: string;
}

/** The modules that a session imports. */
export function importsOf({ layer }: PlaygroundState): readonly string[] {
  return ['import torch', ...(stochasticDepthMode(layer.kind) === undefined ? [] : ['import torchvision'])];
}

/** The expression that makes a layer: `torch.nn.Dropout(0.5)`, `torchvision.ops.StochasticDepth(0.5, "row")`. @param p how its p is written */
export function constructorOf(layer: DropoutLayer, p = reprNumber(layer.p)): string {
  const mode = stochasticDepthMode(layer.kind);
  if (mode !== undefined) return `${classOf(layer.kind)}(${p}, "${mode}")`;
  const inplace = layer.inplace ? ', inplace=True' : '';
  return `${classOf(layer.kind)}(${p}${inplace})`;
}

/** The statements that a session begins with, up to the layer: `p = 0.5`, `layer = torch.nn.Dropout(p)`. */
export function layerStatements({ layer }: PlaygroundState): readonly string[] {
  return [`p = ${reprNumber(layer.p)}`, `layer = ${constructorOf(layer, 'p')}`];
}

/** The statement that makes the session's input: `input = torch.ones(3, 5)`. */
export function inputStatement(state: PlaygroundState): string {
  return `input = ${inputExpression(state)}`;
}

/** How the session calls the layer: `layer(input)`. One that overwrites its input is given a copy. */
export function callOf({ layer }: PlaygroundState): string {
  return layer.inplace && worksInPlace(layer.kind) ? 'layer(input.clone())' : 'layer(input)';
}

/**
 * The factor by which the kept values are multiplied, as Python computes it; undefined where nothing is kept, or kept
 * otherwise.
 */
function factorOf({ layer: { kind, p } }: PlaygroundState): number | undefined {
  return p.value === 1 || isAlpha(kind) ? undefined : 1 / (1 - p.value);
}

/** What the prompt prints of an output: on a GPU it names the device. */
export function printedOutput(output: Tensor, generator: GeneratorName): string {
  return reprTensor(output, gpuOf(generator) === undefined ? {} : { device: 'cuda:0' });
}

/** What was printed, by its output: a transcript prints most of its calls again with each call that is added. */
const knownPrints = new WeakMap<Tensor, string>();

function printedOnce(output: Tensor, generator: GeneratorName): string {
  const printed = knownPrints.get(output) ?? printedOutput(output, generator);
  knownPrints.set(output, printed);
  return printed;
}

/** How many calls a transcript prints at most: as many as have a mask in the panel. */
export const PRINTED_CALLS = 12;

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
  const type = (statement: string, printed?: string): void => {
    add('input', `>>> ${statement}`);
    if (printed !== undefined) add('output', printed);
  };
  for (const statement of importsOf(state)) type(statement);
  // Without the assignment the prompt would print the generator object and its address.
  type(`_ = torch.manual_seed(${state.seed})`);
  const skipping = skippingStatement(state);
  if (skipping !== undefined) type(skipping);
  for (const statement of layerStatements(state)) type(statement);
  type('layer.training', 'True');
  type(continued(inputStatement(state)));
  const call = callOf(state);
  const skipped = state.calls.slice(0, state.calls.length - calls.length);
  const unlisted = state.earlier.training + skipped.filter(({ training }) => training).length;
  const warned = new Set<string>();
  /** What a call prints besides its result, without its place in PyTorch's files. Python shows a warning only once. */
  const addMessages = ({ outcome }: CallOutcome): void => {
    if (!outcome.ok) {
      add('error', `${outcome.error.type}: ${outcome.error.message}`);
      return;
    }
    for (const warning of outcome.warnings) {
      if (!warned.has(warning)) add('warning', `UserWarning: ${warning}`);
      warned.add(warning);
    }
  };
  if (unlisted > 0) {
    // Calls in eval mode draw nothing and need not be repeated.
    const loop = unlisted === 1 ? '' : `for _ in range(${unlisted}): `;
    type(`${loop}_ = ${call}${unlisted === 1 ? '' : '\n...'}`);
    // All have one layer and one shape of input, so they say the same.
    const alike = calls.find(({ training }) => training) ?? calls[0];
    if (alike !== undefined) addMessages(alike);
  }
  const statements = modeStatements(calls);
  const factor = factorOf(state);
  // Why kept values have become larger is asked once, where the first outputs show it.
  const explained = factor === undefined ? -1 : endOfFirstTraining(calls);
  calls.forEach((listed, index) => {
    const { outcome } = listed;
    const statement = statements[index];
    if (statement !== undefined) type(statement, reprLayer(state.layer));
    type(call);
    addMessages(listed);
    if (outcome.ok) add('output', printedOnce(outcome.output, state.generator));
    if (index === explained && outcome.ok && factor !== undefined)
      type('1 / (1 - p)', reprNumber({ type: 'float', value: factor }));
  });
  return entries;
}

/** The index of the last call of the first ones in training mode; -1 where there are none. */
function endOfFirstTraining(calls: readonly CallOutcome[]): number {
  const first = calls.findIndex(({ training }) => training);
  if (first < 0) return -1;
  const next = calls.findIndex(({ training }, index) => index > first && !training);
  return (next < 0 ? calls.length : next) - 1;
}

/** Longer than this a pasted list is typed in several lines. */
const LINE_WIDTH = 80;

/** A long statement as the prompt shows it: a line for each innermost list. */
function continued(statement: string): string {
  return statement.length <= LINE_WIDTH ? statement : statement.replaceAll(/(?<=\]), (?=\[)/g, ',\n... ');
}
