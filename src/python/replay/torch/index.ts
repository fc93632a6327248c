import { moduleNames, publicNames } from '../../library/names';
import type { ModuleSource } from '../modules';
import { byName, makeModule } from '../modules/make';
import type { ModuleValue } from '../object/values';
import { deviceType } from './devices';
import { dtypes, dtypeType } from './dtypes';
import { factories } from './factories';
import { gradModes, isGradEnabled } from './gradMode';
import { dataModules, utilsModule } from './dataLoading';
import { legacyTypes, variableType } from './legacyTypes';
import { nnModules } from './nn';
import { convolutionFunctions } from './nn/convolution';
import { torchDropouts } from './nn/dropout';
import { torchPooling } from './nn/pooling';
import { optimizerModule, optimModule } from './optim';
import { ownFunctionModule } from './ownFunction';
import { randomFunctions } from './randomFunctions';
import { accelerator, backends, constants, cuda, settings } from './settings';
import { sizeType } from './sizes';
import { generatorType, GeneratorValue, seeding } from './streams';
import { gradFunction } from './tensorGradients';
import { tensorFunctions } from './tensorType';
import { tensorType } from './tensorValue';

const random = makeModule('torch.random', byName(seeding));
const backendsModule = makeModule(
  'torch.backends',
  Object.fromEntries(backends.map((module) => [module.name.split('.').at(-1) ?? '', module])),
);
const autograd = makeModule('torch.autograd', { ...gradModes, grad: gradFunction, Variable: variableType });

const torch = makeModule(
  'torch',
  {
    ...constants,
    ...Object.fromEntries(dtypes),
    ...gradModes,
    ...byName([...factories, ...tensorFunctions, ...randomFunctions, ...settings, ...seeding, isGradEnabled]),
    dtype: dtypeType,
    device: deviceType,
    Size: sizeType,
    Tensor: tensorType,
    Generator: generatorType,
    default_generator: new GeneratorValue(undefined),
    random,
    cuda,
    accelerator,
    autograd,
    backends: backendsModule,
    optim: optimModule,
    utils: utilsModule,
    ...byName([...torchDropouts, ...torchPooling, ...convolutionFunctions, ...legacyTypes]),
  },
  publicNames(moduleNames('torch'), 'onnx', 'export', 'contrib', 'nativert', 'numa'),
);

const modules: readonly ModuleValue[] = [
  torch,
  random,
  cuda,
  accelerator,
  autograd,
  ownFunctionModule,
  backendsModule,
  ...backends,
  optimModule,
  optimizerModule,
  ...dataModules,
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
