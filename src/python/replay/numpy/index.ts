import './arrayType';
import type { ModuleSource } from '../modules';
import { byName, makeModule } from '../modules/make';
import { mathConstants } from '../modules/math';
import { NONE } from '../object/values';
import { ndarrayType, scalarTypes } from '../torch/ndarray';
import { dtypeType } from './dtypes';
import { functions, linear } from './functions';
import { setPrintOptions } from './printing';
import { randomModule } from './random';

const functionsByName = byName(functions);
const { max, min, absolute } = functionsByName;

/** `numpy.linalg`. */
const linalgModule = makeModule('numpy.linalg', byName(linear));

/** `numpy`, as far as dropout is written with it. What it lacks is what library/effects.ts says of its name. */
const numpyModule = makeModule('numpy', {
  ...functionsByName,
  set_printoptions: setPrintOptions,
  ...Object.fromEntries(scalarTypes),
  ...(max && min && absolute && { amax: max, amin: min }),
  bool_: scalarTypes.get('bool') ?? NONE,
  ndarray: ndarrayType,
  dtype: dtypeType,
  random: randomModule,
  linalg: linalgModule,
  ...mathConstants,
  newaxis: NONE,
});

/** The modules of numpy. */
export const numpyLibrary: ModuleSource = {
  modules: new Map([numpyModule, randomModule, linalgModule].map((module) => [module.name, module])),
};
