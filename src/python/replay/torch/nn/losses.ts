import { isFloating } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { str, type Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { ofCrossEntropy, ofLogitsLoss, ofMseLoss } from '../../../../torch/derivatives';
import type { Derivative } from '../../../../torch/derivatives';
import { layerClass } from './layer';

type Compute = (call: TorchCall, input: algebra.Enclosure, target: algebra.Enclosure) => algebra.Enclosure;

interface Loss {
  readonly name: string;
  readonly layer: string;
  readonly compute: Compute;
  /** What autograd calls it, by the reduction. */
  readonly gradName: (reduction: string) => string;
}

/** Room for the order in which a kernel computes each element. */
function loose(x: algebra.Enclosure, roundings = 8): algebra.Enclosure {
  const sizes = algebra.magnitudes(x);
  return algebra.widened(x, (i) => roundings * algebra.unitOf(x) * (sizes[i] ?? 0));
}

function sameShape(call: TorchCall, input: algebra.Enclosure, target: algebra.Enclosure): void {
  if (input.dim !== target.dim || input.shape.some((size, i) => size !== target.shape[i]))
    call.giveUp('a target of another shape');
}

/** -log of the probability of each target class. */
function logLikelihood(
  call: TorchCall,
  logs: algebra.Enclosure,
  target: algebra.Enclosure,
): algebra.Enclosure {
  if (target.dtype !== 'int64' || logs.dim !== 2 || target.dim !== 1) return call.giveUp('this target');
  const classes = logs.shape[1] ?? 0;
  for (const value of target.tensor.values())
    if (Number(value) === -100) call.leave('an ignored target');
    else if (Number(value) < 0 || Number(value) >= classes)
      call.interpreter.raise('IndexError', `Target ${value} is out of bounds.`);
  const rows = algebra.arangeOf(algebra.intScalar(0), algebra.intScalar(logs.shape[0] ?? 0));
  const picked = algebra.index(logs, [
    { type: 'tensor', tensor: rows },
    { type: 'tensor', tensor: target },
  ]);
  return algebra.neg(picked);
}

const LOSSES: readonly Loss[] = [
  {
    name: 'mse_loss',
    layer: 'MSELoss',
    compute: (_, input, target) => {
      const difference = algebra.sub(input, target);
      return algebra.mul(difference, difference);
    },
    gradName: () => 'MseLossBackward0',
  },
  {
    name: 'l1_loss',
    layer: 'L1Loss',
    compute: (_, input, target) => algebra.abs(algebra.sub(input, target)),
    gradName: (reduction) => (reduction === 'mean' ? 'MeanBackward0' : '?'),
  },
  {
    name: 'cross_entropy',
    layer: 'CrossEntropyLoss',
    compute: (call, input, target) => logLikelihood(call, algebra.logSoftmax(input, 1), target),
    gradName: (reduction) => (reduction === 'mean' ? 'NllLossBackward0' : '?'),
  },
  {
    name: 'nll_loss',
    layer: 'NLLLoss',
    compute: logLikelihood,
    gradName: (reduction) => (reduction === 'mean' ? 'NllLossBackward0' : '?'),
  },
  {
    name: 'binary_cross_entropy',
    layer: 'BCELoss',
    compute: (call, input, target) => {
      sameShape(call, input, target);
      const floor = algebra.floatScalar(-100);
      const yes = algebra.mul(target, algebra.clamp(algebra.log(input), floor, undefined));
      const other = algebra.sub(algebra.intScalar(1), input);
      const no = algebra.mul(
        algebra.sub(target, algebra.intScalar(1)),
        algebra.clamp(algebra.log(other), floor, undefined),
      );
      return loose(algebra.sub(no, yes));
    },
    gradName: () => 'BinaryCrossEntropyBackward0',
  },
  {
    name: 'binary_cross_entropy_with_logits',
    layer: 'BCEWithLogitsLoss',
    compute: (call, input, target) => {
      sameShape(call, input, target);
      const one = algebra.intScalar(1);
      const linear = algebra.mul(algebra.sub(one, target), input);
      const result = algebra.add(linear, algebra.softplus(algebra.neg(input), 1, Infinity));
      const sizes = algebra.magnitudes(algebra.add(algebra.abs(linear), algebra.abs(input)));
      return algebra.widened(result, (i) => 16 * algebra.unitOf(result) * ((sizes[i] ?? 0) + 1));
    },
    gradName: () => 'BinaryCrossEntropyWithLogitsBackward0',
  },
];

/** Sum or mean of the elements, in whatever order a kernel adds them. */
function reduced(call: TorchCall, loss: Loss, reduction: string): Value {
  const [input, target] = [call.enclosure('input'), call.enclosure('target')];
  if (!isFloating(input.dtype)) return call.giveUp('a loss of integers');
  const each = loss.compute(call, input, target);
  if (reduction === 'none') return call.result(each, '?');
  const total = reduction === 'sum' ? algebra.sum(each) : algebra.mean(each);
  const sequential = algebra.magnitudes(algebra.sum(algebra.abs(each)))[0] ?? 0;
  // mse_loss and l1_loss end with PyTorch's own sum; the others add in kernels of their own.
  const isOwn = loss.name !== 'mse_loss' && loss.name !== 'l1_loss';
  const room =
    (algebra.unitOf(total) * each.numel * sequential) / (reduction === 'sum' ? 1 : Math.max(1, each.numel));
  return call.result(
    isOwn ? algebra.widened(total, room) : total,
    loss.gradName(reduction),
    derivativeOf(loss.name, input, target, reduction),
  );
}

function derivativeOf(
  name: string,
  input: algebra.Enclosure,
  target: algebra.Enclosure,
  reduction: string,
): Derivative | undefined {
  if (name === 'mse_loss' && sameShapes(input, target)) return ofMseLoss(input, target, reduction);
  if (name === 'cross_entropy') return ofCrossEntropy(input, target, reduction, true);
  if (name === 'nll_loss') return ofCrossEntropy(input, target, reduction, false);
  if (name === 'binary_cross_entropy_with_logits') return ofLogitsLoss(input, target, reduction);
  return undefined;
}

function sameShapes(a: algebra.Enclosure, b: algebra.Enclosure): boolean {
  return a.dim === b.dim && a.shape.every((size, i) => size === b.shape[i]);
}

function reductionOf(call: TorchCall, value: Value | undefined): string {
  if (value === undefined) return 'mean';
  return value.kind === 'str' && /^(?:mean|sum|none)$/.test(value.value)
    ? value.value
    : call.giveUp('this reduction');
}

function refuse(call: TorchCall, names: readonly string[]): void {
  for (const name of names) if (call.get(name) !== undefined) call.leave(`${call.name}(${name}=…)`);
}

const RARE = ['weight', 'size_average', 'ignore_index', 'reduce', 'label_smoothing', 'pos_weight'];

export const lossFunctions = LOSSES.map((loss) =>
  torchFunction(
    loss.name,
    `input, target, weight, size_average, ignore_index, reduce, reduction, label_smoothing, pos_weight`,
    (call) => {
      refuse(call, RARE);
      return reduced(call, loss, reductionOf(call, call.get('reduction')));
    },
  ),
);

export const lossLayers = LOSSES.map((loss) =>
  layerClass({
    name: loss.layer,
    file: 'loss',
    signature: `weight, size_average, ignore_index, reduce, reduction, label_smoothing, pos_weight`,
    defaults: { reduction: str('mean') },
    init: ({ call }) => {
      refuse(call, RARE);
    },
    inputs: 'input, target',
    forward: (layer) => reduced(layer.call, loss, reductionOf(layer.call, layer.attribute('reduction'))),
  }),
);
