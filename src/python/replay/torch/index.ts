import { DROPOUT_KINDS, ones } from '../../../torch';
import type { ModuleSource } from '../modules';
import { native } from '../native';
import { bool, ModuleValue, NONE, type Value } from '../values';
import { dropoutClass } from './dropoutLayer';
import { newTensor } from './tensorValue';

const torch = new ModuleValue('torch');
const nn = new ModuleValue('torch.nn');
torch.members.set('nn', nn);
for (const kind of DROPOUT_KINDS) nn.members.set(kind, dropoutClass(kind));

const functions = [
  native(
    'manual_seed',
    'seed',
    (args, interpreter) => {
      const seed = args.need('seed');
      if (seed.kind !== 'int') return interpreter.giveUp('this seed');
      interpreter.random.manualSeed(seed.value, interpreter.doubtOf(seed.doubt));
      return NONE;
    },
    { draws: true },
  ),
  native('ones', '*size', (args, interpreter): Value => {
    const sizes = args.rest.map((size) =>
      size.kind === 'int' ? Number(size.value) : interpreter.giveUp('this size'),
    );
    interpreter.meter.make(sizes.reduce((product, size) => product * size, 1));
    return newTensor(ones(sizes), undefined);
  }),
];
for (const one of functions) torch.members.set(one.name, one);

const cuda = new ModuleValue('torch.cuda');
cuda.members.set(
  'is_available',
  native('is_available', '', (_, interpreter) => bool(false, interpreter.about('assumesNoGpu'))),
);
torch.members.set('cuda', cuda);

/** The modules of PyTorch. */
export const torchLibrary: ModuleSource = {
  modules: new Map([
    ['torch', torch],
    ['torch.nn', nn],
    ['torch.cuda', cuda],
  ]),
};
