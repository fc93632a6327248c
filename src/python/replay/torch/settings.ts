import { isFloating } from '../../../torch';
import { doubtAbout } from '../doubt';
import { native } from '../native';
import { bool, float, int, ModuleValue, NONE, type NativeFunction, str, type Value } from '../values';
import { torchFunction } from './call';
import { DtypeValue, dtypeValue, readDtype } from './dtypes';
import { stateOf } from './state';

/** A module of some members. */
export function moduleOf(
  name: string,
  members: Readonly<Record<string, Value>>,
  known?: ReadonlySet<string>,
  starNames?: readonly string[],
): ModuleValue {
  const module = new ModuleValue(name, known, starNames);
  for (const [key, value] of Object.entries(members)) module.members.set(key, value);
  return module;
}

/** A function that does nothing that anyone could see here. */
function noEffect(name: string): NativeFunction {
  return native(name, '*args, **keywords', () => NONE, { takesUnknown: true });
}

/** A function from which on everything is in doubt. */
function beyond(name: string, shown: string): NativeFunction {
  return native(
    name,
    '*args, **keywords',
    (_, interpreter) => {
      interpreter.doubtAll(interpreter.about('notUnderstood', shown));
      return interpreter.giveUp(shown);
    },
    { takesUnknown: true, draws: true },
  );
}

/** Functions that set how PyTorch works, or ask for it. */
export const settings: readonly NativeFunction[] = [
  torchFunction(
    'set_default_dtype',
    'd',
    (call) => {
      const dtype = readDtype(call.interpreter, call.need('d'));
      if (!isFloating(dtype))
        return call.interpreter.raise('TypeError', 'only floating-point types are supported', true);
      const doubt = call.doubt ?? call.interpreter.control;
      if (doubt !== undefined) call.interpreter.doubtAll(doubt);
      stateOf(call.interpreter).defaultDtype = dtype;
      return NONE;
    },
    { draws: true },
  ),
  torchFunction('get_default_dtype', '', ({ interpreter }) => dtypeValue(stateOf(interpreter).defaultDtype)),
  native(
    'set_printoptions',
    '*args, **keywords',
    (args, interpreter) => {
      const state = stateOf(interpreter);
      const profile = args.keywords.get('profile');
      const isDefault = args.keywords.size === 1 && profile?.kind === 'str' && profile.value === 'default';
      state.printDoubt =
        isDefault && interpreter.control === undefined
          ? undefined
          : interpreter.about('notUnderstood', 'torch.set_printoptions');
      return NONE;
    },
    { takesUnknown: true, draws: true },
  ),
  ...[
    'set_num_threads',
    'set_num_interop_threads',
    'use_deterministic_algorithms',
    'set_float32_matmul_precision',
    'set_warn_always',
    'set_flush_denormal',
  ].map(noEffect),
  ...['compile', 'set_default_device', 'set_default_tensor_type', 'load', 'vmap'].map((name) =>
    beyond(name, `torch.${name}`),
  ),
  torchFunction('get_num_threads', '', ({ interpreter }) =>
    int(1, interpreter.about('environment', 'the number of threads')),
  ),
  torchFunction('is_tensor', 'obj', (call) =>
    bool(call.need('obj').kind === 'native' && isTensorLike(call.need('obj'))),
  ),
  torchFunction('is_floating_point', 'input', (call) => {
    const { dtype } = call.enclosure('input');
    return bool(isFloating(dtype));
  }),
  torchFunction('numel', 'input', (call) => int(call.enclosure('input').numel)),
];

function isTensorLike(value: Value): boolean {
  return (
    value.kind === 'native' &&
    !(value instanceof DtypeValue) &&
    value.type.mro.some(({ name }) => name === 'Tensor')
  );
}

const assumesNoGpu = (name: string): NativeFunction =>
  native(name, '*args, **keywords', (_, interpreter) => bool(false, interpreter.about('assumesNoGpu')), {
    takesUnknown: true,
  });

/** `torch.cuda`: asking for a GPU is in doubt, seeding it changes nothing here. */
export const cuda = moduleOf('torch.cuda', {
  is_available: assumesNoGpu('is_available'),
  device_count: native('device_count', '', (_, interpreter) => int(0, interpreter.about('assumesNoGpu'))),
  ...Object.fromEntries(
    ['manual_seed', 'manual_seed_all', 'seed', 'seed_all', 'empty_cache', 'reset_peak_memory_stats'].map(
      (name) => [name, noEffect(name)],
    ),
  ),
});

/** The modules of `torch.backends`: their flags may be set. */
export const backends: readonly ModuleValue[] = [
  flags('torch.backends.cudnn'),
  flags('torch.backends.cuda'),
  flags('torch.backends.mps'),
  flags('torch.backends.mkldnn'),
];

function flags(name: string): ModuleValue {
  const module = new ModuleValue(name, undefined, undefined, true);
  module.members.set('is_available', assumesNoGpu('is_available'));
  return module;
}

/** Values of the module `torch`. */
export const constants: Readonly<Record<string, Value>> = {
  pi: float(Math.PI),
  e: float(Math.E),
  inf: float(Infinity),
  nan: float(NaN),
  newaxis: NONE,
  __version__: str('2.13.0', doubtAbout('version', undefined, 'torch.__version__')),
};
