import { moduleNames, publicNames } from '../../../library/names';
import { byName, makeModule } from '../../modules/make';
import type { ModuleValue, Value } from '../../object/values';
import { parameterType } from '../tensorValue';
import { activationFunctions, activationLayers } from './activations';
import { convolutionFunctions } from './convolution';
import { dropoutBase, dropoutFunctions, dropoutLayers } from './dropout';
import { embeddingFunction } from './embedding';
import { initModule } from './init';
import { linearFunction, linearLayers, outProjection } from './linear';
import { lossFunctions } from './losses';
import './module';
import { orderModules } from './moduleTables';
import { nnModuleType } from './nnModuleType';
import { normalizationFunctions } from './normalization';
import './parameter';
import { poolingFunctions } from './pooling';
import { recurrentLayers } from './recurrent';
import { attentionHelpers } from './attention';
import { transformerModule } from './transformer';

const functional = makeModule(
  'torch.nn.functional',
  byName([
    ...dropoutFunctions,
    ...activationFunctions,
    ...convolutionFunctions,
    ...lossFunctions,
    ...normalizationFunctions,
    ...poolingFunctions,
    linearFunction,
    embeddingFunction,
  ]),
  publicNames(moduleNames('torch.nn.functional')),
);

const classes = {
  Module: nnModuleType,
  Parameter: parameterType,
  ...byName([...dropoutLayers, ...linearLayers, ...activationLayers, ...recurrentLayers]),
};

/** `torch.nn.modules`, with a module for each file: `torch.nn.modules.dropout`. */
const files = new Map<string, Record<string, Value>>();
for (const one of [...Object.values(classes), dropoutBase, outProjection])
  files.set(one.module, { ...files.get(one.module), [one.name]: one });
files.delete(parameterType.module);
Object.assign(files.get('torch.nn.modules.activation') ?? {}, attentionHelpers);
files.set('torch.nn.modules.container', { _ordered: orderModules });
const fileModules = Array.from(files, ([name, members]) => makeModule(name, members));
const modules = makeModule('torch.nn.modules', {
  ...classes,
  ...Object.fromEntries(fileModules.map((one) => [one.name.split('.').at(-1) ?? '', one])),
});

const nn = makeModule(
  'torch.nn',
  { ...classes, functional, init: initModule, modules },
  publicNames(moduleNames('torch.nn'), 'backends', 'cpp'),
);

/** The modules of `torch.nn`. */
export const nnModules: readonly ModuleValue[] = [
  nn,
  functional,
  initModule,
  modules,
  transformerModule,
  ...fileModules,
];
