import type { ModuleSource } from '../modules';
import type { ModuleValue } from '../object/values';
import { type Value } from '../object/values';
import { deviceType } from './devices';
import { dtypes, dtypeType } from './dtypes';
import { bernoulliModule, distributions } from './distributions';
import { factories } from './factories';
import { gradModes } from './gradMode';
import { dataModule, utilsModule } from './dataLoading';
import { publicNames, TORCH_NAMES, TORCH_UNSTARRED } from './knownNames';
import { legacyTypes } from './legacyTypes';
import { nnModules } from './nn';
import { torchDropouts } from './nn/dropout';
import { optimModule } from './optim';
import { randomFunctions } from './randomFunctions';
import { backends, constants, cuda, moduleOf, settings } from './settings';
import { sizeType } from './sizes';
import { forkRng, generatorType, GeneratorValue, seeding } from './streams';
import { tensorFunctions } from './tensorType';
import { tensorType } from './tensorValue';

function byName(values: Iterable<Value & { readonly name: string }>): Record<string, Value> {
  return Object.fromEntries([...values].map((value) => [value.name, value]));
}

const random = moduleOf('torch.random', { ...byName(seeding), fork_rng: forkRng });
const backendsModule = moduleOf(
  'torch.backends',
  Object.fromEntries(backends.map((module) => [module.name.split('.').at(-1) ?? '', module])),
);
const autograd = moduleOf('torch.autograd', gradModes);

const torch = moduleOf(
  'torch',
  {
    ...constants,
    ...Object.fromEntries(dtypes),
    ...gradModes,
    ...byName([...factories, ...tensorFunctions, ...randomFunctions, ...settings, ...seeding]),
    dtype: dtypeType,
    device: deviceType,
    Size: sizeType,
    Tensor: tensorType,
    Generator: generatorType,
    default_generator: new GeneratorValue(undefined),
    random,
    cuda,
    autograd,
    distributions,
    backends: backendsModule,
    optim: optimModule,
    utils: utilsModule,
    ...byName([...torchDropouts, ...legacyTypes]),
  },
  publicNames(TORCH_NAMES, 'onnx', 'export', 'contrib', 'nativert', 'numa'),
  TORCH_NAMES.filter((name) => !TORCH_UNSTARRED.includes(name)),
);

const modules: readonly ModuleValue[] = [
  torch,
  random,
  cuda,
  autograd,
  distributions,
  bernoulliModule,
  backendsModule,
  ...backends,
  optimModule,
  utilsModule,
  dataModule,
  ...nnModules,
];
for (const module of nnModules) {
  const [, first, second] = module.name.split('.');
  if (first !== undefined && second === undefined) torch.members.set(first, module);
}

/** The modules of PyTorch. */
export const torchLibrary: ModuleSource = {
  modules: new Map(modules.map((module) => [module.name, module])),
};
