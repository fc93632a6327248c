import * as algebra from '../../../torch/algebra';
import { both, type Definition } from './definitions';

/** Functions that are both of `torch` and of `torch.nn.functional`, and methods. */
export const activations: readonly Definition[] = [
  both('selu', 'input', (call) => call.result(algebra.selu(call.enclosure('input')), 'EluBackward0'), {
    is: 'function',
  }),
];
