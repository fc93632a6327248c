import { isFloating } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { str, type Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { sizeText } from '../sizes';
import { written } from './moduleState';
import { LOSS_STEPS } from '../../../../torch/lossSteps';

type Name = keyof typeof algebra.LOSSES;
const NAMES = Object.keys(LOSS_STEPS) as Name[];

/** Raises, or gives up, where a target does not go with the input. */
function checkTarget(call: TorchCall, name: Name, input: algebra.Enclosure, target: algebra.Enclosure): void {
  if (name.startsWith('binary') && input.shape.join() !== target.shape.join()) {
    const [given, wanted] = [sizeText(target), sizeText(input)];
    const words = name.endsWith('logits')
      ? `Target size (${given}) must be the same as input size (${wanted})`
      : `Using a target size (${given}) that is different to the input size (${wanted}) is deprecated. Please ensure they have the same size.`;
    call.raise('ValueError', words);
  }
  if (name !== 'cross_entropy' && name !== 'nll_loss') {
    if (target.dtype !== input.dtype) call.giveUp('a target of another dtype');
    return;
  }
  // Classes are numbered by integers; in which words others are refused differs between versions.
  if (isFloating(target.dtype) && input.dim === 2 && target.dim === 1 && input.shape[0] === target.shape[0])
    call.raise('RuntimeError', 'expected scalar type Long but found Float', true);
  if (target.dtype !== 'int64' || input.dim !== 2 || target.dim !== 1) call.giveUp('this target');
  const [rows, classes = 0] = input.shape;
  const words = `Expected input batch_size (${rows}) to match target batch_size (${target.shape[0]}).`;
  if (rows !== target.shape[0]) call.raise('ValueError', words);
  const ignored = call.int('ignore_index') ?? -100;
  for (const value of target.tensor.values())
    if (Number(value) === ignored) call.leave('an ignored target');
    else if (Number(value) < 0 || Number(value) >= classes)
      call.raise('IndexError', `Target ${value} is out of bounds.`);
}

function lossOf(call: TorchCall, name: Name, reduction: string): Value {
  const [input, target] = [call.enclosure('input'), call.enclosure('target')];
  if (!isFloating(input.dtype)) return call.giveUp('a loss of integers');
  checkTarget(call, name, input, target);
  const each = algebra.LOSSES[name](input, target);
  if (reduction !== 'sum' && reduction !== 'mean') return call.result(each, '?');
  const { ofMean, always, derivative } = LOSS_STEPS[name];
  const gradName = always ?? (reduction === 'mean' ? ofMean : undefined) ?? '?';
  const isDerived = !/^(?:mse|l1)_loss$/.test(name) || input.shape.join() === target.shape.join();
  const way = isDerived ? derivative?.(input, target, reduction) : undefined;
  return call.result(algebra.reducedLoss(name, each, reduction), gradName, way);
}

function reductionOf(call: TorchCall, value: Value | undefined): string {
  if (value === undefined) return 'mean';
  return value.kind === 'str' && /^(?:mean|sum|none)$/.test(value.value)
    ? value.value
    : call.giveUp('this reduction');
}

/** What a loss takes beside input and target, in its order. */
function optionsOf(name: Name): readonly string[] {
  if (name === 'mse_loss' || name === 'l1_loss') return ['size_average', 'reduce', 'reduction', 'weight'];
  const isIndexed = name === 'cross_entropy' || name === 'nll_loss';
  const before = ['weight', 'size_average', ...(isIndexed ? ['ignore_index'] : []), 'reduce', 'reduction'];
  const last = { cross_entropy: 'label_smoothing', binary_cross_entropy_with_logits: 'pos_weight' }[
    name as string
  ];
  return last === undefined ? before : [...before, last];
}

function isZero(value: Value): boolean {
  return (value.kind === 'int' || value.kind === 'float') && Number(value.value) === 0;
}

function refuse(call: TorchCall, names: readonly string[]): void {
  for (const name of names) {
    const value = call.get(name);
    const isRead = /^(?:reduction|label_smoothing|ignore_index)$/.test(name);
    if (value !== undefined && !isRead) call.leave(`${call.name}(${name}=…)`);
  }
}

export const lossFunctions = NAMES.map((name) =>
  torchFunction(name, ['input', 'target', ...optionsOf(name)].join(', '), (call) => {
    refuse(call, optionsOf(name));
    const [how, smoothing] = [reductionOf(call, call.ifGiven('reduction')), call.ifGiven('label_smoothing')];
    if (smoothing === undefined || isZero(smoothing)) return lossOf(call, name, how);
    if ((call.int('ignore_index') ?? -100) !== -100) return call.leave('ignored classes');
    const args = [call.tensor('input'), call.need('target'), str(how), smoothing];
    return written(call.interpreter, 'smoothed_cross_entropy', args, 'torch._functions');
  }),
);
