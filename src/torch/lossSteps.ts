import type * as algebra from './algebra';
import { ofBceLoss, ofCrossEntropy, ofLogitsLoss, ofMseLoss } from './derivatives';
import { ofL1Loss } from './layerDerivatives';

type Name = keyof typeof algebra.LOSSES;

/** A loss: what autograd calls it where it is reduced to the mean, or always, and how gradients go through it. */
export interface LossStep {
  readonly ofMean?: string;
  readonly always?: string;
  readonly derivative?: typeof ofMseLoss;
}

/** The losses. */
export const LOSS_STEPS: Readonly<Record<Name, LossStep>> = {
  mse_loss: { always: 'MseLossBackward0', derivative: ofMseLoss },
  l1_loss: { ofMean: 'MeanBackward0', derivative: ofL1Loss },
  cross_entropy: { ofMean: 'NllLossBackward0', derivative: (...args) => ofCrossEntropy(...args, true) },
  nll_loss: { ofMean: 'NllLossBackward0', derivative: (...args) => ofCrossEntropy(...args, false) },
  binary_cross_entropy: { always: 'BinaryCrossEntropyBackward0', derivative: ofBceLoss },
  binary_cross_entropy_with_logits: {
    always: 'BinaryCrossEntropyWithLogitsBackward0',
    derivative: ofLogitsLoss,
  },
};
