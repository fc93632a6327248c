/*
 * What of Python's standard library replay runs as it runs the reader's code: modules written in Python, as CPython's own
 * are. `unknown(what)`, `beyond(what)`, `doubtful(value, what)`, `differing(value, older)`, `whole(value)` and `size(value)` are native, see
 * replay/modules/frozenHelpers.ts; so are names that a native module of the same name has. `_complete` says of a module that its functions
 * have all parameters that they have there.
 */
import { abc } from './abc';
import { argparse } from './argparse';
import { attention } from './attention';
import { autogradFunction } from './autogradFunction';
import { bisect } from './bisect';
import { checkpoint } from './checkpoint';
import { collections } from './collections';
import { containers } from './containers';
import { contextlib } from './contextlib';
import { DATA_NAMES, dataLoading } from './dataLoading';
import { distributions } from './distributions';
import { dataclasses } from './dataclasses';
import { datetime } from './datetime';
import { enumeration } from './enum';
import { forkRng } from './forkRng';
import { functools } from './functools';
import { heapq } from './heapq';
import { io } from './io';
import { itertools } from './itertools';
import { json } from './json';
import { logging } from './logging';
import { lrScheduler } from './lrScheduler';
import { math } from './math';
import { axes } from './matplotlib';
import { moduleState } from './moduleState';
import { nnInit } from './nnInit';
import { nnUtils } from './nnUtils';
import { NORMALIZATION_LAYERS, normalization } from './normalization';
import { NUMPY_NAMES, numpyFunctions } from './numpyFunctions';
import { operator } from './operator';
import { OPTIMIZERS, optimizers } from './optimizers';
import { os } from './os';
import { OTHER_LAYERS, otherLayers } from './otherLayers';
import { pathlib } from './pathlib';
import { pickle } from './pickle';
import { pprint } from './pprint';
import { profiler } from './profiler';
import { re } from './re';
import { recurrentCells } from './recurrentCells';
import { serialization } from './serialization';
import { sparse } from './sparse';
import { SPATIAL_LAYERS, spatialLayers } from './spatialLayers';
import { statistics } from './statistics';
import { swaUtils } from './swaUtils';
import { string } from './string';
import { sys } from './sys';
import { testing } from './testing';
import { time } from './time';
import { torchFunctions } from './torchFunctions';
import { tqdm } from './tqdm';
import { traceback } from './traceback';
import { transformer } from './transformer';
import { types } from './types';
import { typing } from './typing';
import { warnings } from './warnings';

/** The sources by the names of the modules. */
export const library: ReadonlyMap<string, string> = new Map(
  Object.entries({
    abc,
    argparse,
    bisect,
    collections,
    contextlib,
    dataclasses,
    datetime,
    enum: enumeration,
    functools,
    heapq,
    io,
    itertools,
    json,
    logging,
    math,
    operator,
    pathlib,
    pickle,
    pprint,
    re,
    statistics,
    string,
    sys,
    time,
    traceback,
    types,
    typing,
    warnings,
    'matplotlib._axes': axes,
    'numpy._functions': numpyFunctions,
    'torch._functions': torchFunctions,
    'torch.autograd.function': autogradFunction,
    'torch.nn._init': nnInit,
    ...otherLayers,
    ...spatialLayers,
    'torch.nn.modules.activation': attention + otherLayers['torch.nn.modules.activation'],
    'torch.nn.modules.container': containers,
    'torch.nn.modules.module': moduleState,
    'torch.nn.modules.sparse': sparse,
    'torch.nn.modules.rnn': recurrentCells,
    'torch.nn.modules.transformer': transformer,
    'torch.optim.lr_scheduler': lrScheduler,
    'torch.optim.swa_utils': swaUtils,
    'torch.random._fork': forkRng,
    'torch.serialization': serialization,
    'torch.utils.checkpoint': checkpoint,
    ...dataLoading,
    ...distributions,
    ...nnUtils,
    ...normalization,
    ...optimizers,
    ...os,
    ...profiler,
    ...testing,
    ...tqdm,
  }),
);

const LAYERS = {
  activation: ['MultiheadAttention'],
  container: ['Sequential', 'ModuleList', 'ModuleDict', 'ParameterList', 'ParameterDict'],
  sparse: ['Embedding'],
  rnn: ['RNNCellBase', 'RNNCell', 'LSTMCell', 'GRUCell'],
  transformer: [
    'Transformer',
    'TransformerEncoder',
    'TransformerDecoder',
    'TransformerEncoderLayer',
    'TransformerDecoderLayer',
  ],
};

const INITIALIZERS = [
  'calculate_gain',
  'constant_',
  'ones_',
  'zeros_',
  'eye_',
  'trunc_normal_',
  'orthogonal_',
  '_calculate_fan_in_and_fan_out',
  ...['xavier', 'kaiming'].flatMap((name) => [`${name}_uniform_`, `${name}_normal_`]),
];

/** Names of modules that are native, by the module written in Python in which what they name stands. */
export const elsewhere: ReadonlyMap<string, string> = new Map([
  ...[LAYERS, OTHER_LAYERS, SPATIAL_LAYERS, NORMALIZATION_LAYERS]
    .flatMap((all) => Object.entries(all))
    .flatMap(([file, names]) =>
      ['torch.nn', 'torch.nn.modules', `torch.nn.modules.${file}`].flatMap((module) =>
        names.map((name) => [`${module}.${name}`, `torch.nn.modules.${file}`] as const),
      ),
    ),
  ...INITIALIZERS.map((name) => [`torch.nn.init.${name}`, 'torch.nn._init'] as const),
  ...Object.entries(DATA_NAMES).flatMap(([file, names]) =>
    names.map((name) => [`torch.utils.data.${name}`, `torch.utils.data.${file}`] as const),
  ),
  ...NUMPY_NAMES.map((name) => [`numpy.${name}`, 'numpy._functions'] as const),
  ['matplotlib.pyplot.subplots', 'matplotlib._axes'],
  ['torch.autograd.Function', 'torch.autograd.function'],
  ['torch.random.fork_rng', 'torch.random._fork'],
  ['torch.save', 'torch.serialization'],
  ...[
    ...['broadcast_shapes', 'broadcast_tensors', 'hstack', 'is_inference_mode_enabled', 'multinomial'],
    ...[
      'histc',
      'nn.functional.interpolate',
      'linalg.norm',
      'linalg.vector_norm',
      'nn.functional.kl_div',
      'nn.functional.normalize',
      'nn.functional.one_hot',
      'nn.functional.pad',
      'vstack',
    ],
    ...[1, 2, 3].map((dims) => `nn.functional.adaptive_avg_pool${dims}d`),
  ].map((name) => [`torch.${name}`, 'torch._functions'] as const),
  ['torch.nn.functional.scaled_dot_product_attention', 'torch.nn.modules.activation'],
  ['torch.load', 'torch.serialization'],
  ...OPTIMIZERS.map((name) => [`torch.optim.${name}`, `torch.optim.${name.toLowerCase()}`] as const),
]);
