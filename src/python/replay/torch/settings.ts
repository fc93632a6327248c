import { isFloating, type PrintOptions } from '../../../torch';
import { doubtAbout } from '../object/doubt';
import type { Interpreter } from '../object/interpreter';
import { native } from '../object/native';
import type { NativeArguments, NativeFunction, Value } from '../object/values';
import { bool, FALSE, int, ModuleValue, NONE, str } from '../object/values';
import { moduleNames, publicNames } from '../../library/names';
import { byName, makeModule } from '../modules/make';
import { mathConstants } from '../modules/math';
import { torchFunction } from './torchCall';
import { dtypeValue, readDtype } from './dtypes';
import { stateOf } from './state';

type Takes = (value: Value) => boolean;

const isSwitch: Takes = ({ kind }) => kind === 'bool';
const isCount: Takes = (value) => value.kind === 'int' && value.value > 0 && value.value < 2n ** 31n;
const isSeed: Takes = ({ kind }) => /^(?:bool|float|int)$/.test(kind);

/** A function that does nothing that anyone could see here, where it is given what it takes: anything else it refuses most often. */
function noEffect(name: string, takes?: Takes, most = 1): NativeFunction {
  return native(name, '*args, **keywords', { takesUnknown: true }, (args, interpreter) => {
    const given = [...args.rest, ...args.keywords.values()];
    const isFit = takes === undefined ? given.length === 0 : given.length > 0 && given.length <= most;
    return isFit && args.rest.length < 2 && given.every((value) => value.kind === 'unknown' || takes?.(value))
      ? NONE
      : interpreter.giveUp(`this call of ${name}`);
  });
}

const PROFILES: Readonly<Record<string, Partial<PrintOptions>>> = {
  default: { precision: 4, threshold: 1000, edgeItems: 3, lineWidth: 80 },
  short: { precision: 2, threshold: 1000, edgeItems: 2, lineWidth: 80 },
  full: { precision: 4, threshold: Infinity, edgeItems: 3, lineWidth: 80 },
};

/** The print options after a call; undefined where they are in doubt. Printing with others may raise. */
function printOptions(
  args: NativeArguments,
  interpreter: Interpreter,
  before: PrintOptions,
): PrintOptions | undefined {
  const refuse = (): never => interpreter.giveUp('torch.set_printoptions');
  const given = (name: string): Value | undefined => {
    const value = args.get(name);
    return value?.kind === 'none' ? undefined : value;
  };
  const values = ['precision', 'threshold', 'edgeitems', 'linewidth', 'profile', 'sci_mode'].map(given);
  if (values.some((value) => value?.doubt !== undefined)) return undefined;
  const [precision, threshold, edgeItems, lineWidth, profile, sciMode] = values;
  const numbers: Record<string, number> = {};
  for (const [name, value] of Object.entries({ precision, threshold, edgeItems, lineWidth })) {
    if (value === undefined) continue;
    const isNumber = value.kind === 'int' || (value.kind === 'float' && name === 'threshold');
    const number = isNumber ? Number(value.value) : NaN;
    const isWhole = Number.isSafeInteger(number) || (name === 'threshold' && number === Infinity);
    const least = name === 'lineWidth' || name === 'edgeItems' ? 1 : 0;
    if (!isWhole || number < least || (name === 'precision' && number > 60)) refuse();
    numbers[name] = number;
  }
  if (profile !== undefined && profile.kind !== 'str') return refuse();
  if (sciMode !== undefined && sciMode.kind !== 'bool') return refuse();
  const named = profile === undefined ? {} : (PROFILES[profile.value] ?? {});
  return { ...before, ...named, ...numbers, sciMode: sciMode?.value };
}

/** Functions that set how PyTorch works, or ask for it. */
export const settings: readonly NativeFunction[] = [
  torchFunction('set_default_dtype', 'd', { reaches: true }, (call) => {
    const dtype = readDtype(call.interpreter, call.need('d'));
    if (!isFloating(dtype)) return call.raise('TypeError', 'only floating-point types are supported', true);
    call.interpreter.doubtAll(call.doubt ?? call.interpreter.control);
    stateOf(call.interpreter).defaultDtype = dtype;
    return NONE;
  }),
  torchFunction('get_default_dtype', '', ({ interpreter }) => dtypeValue(stateOf(interpreter).defaultDtype)),
  native(
    'set_printoptions',
    'precision=, threshold=, edgeitems=, linewidth=, profile=, sci_mode=',
    { reaches: true },
    (args, interpreter) => {
      const state = stateOf(interpreter);
      const next = printOptions(args, interpreter, state.print);
      if (next !== undefined) state.print = next;
      if (next === undefined || interpreter.control !== undefined)
        state.printDoubt ??= interpreter.about('notUnderstood', 'torch.set_printoptions');
      return NONE;
    },
  ),
  noEffect('set_num_threads', isCount),
  noEffect('set_num_interop_threads', isCount),
  noEffect('set_float32_matmul_precision', ({ kind }) => kind === 'str'),
  noEffect('set_warn_always', isSwitch),
  noEffect('use_deterministic_algorithms', isSwitch, 2),
  ...['compile', 'set_default_device', 'set_default_tensor_type', 'set_flush_denormal', 'vmap'].map((name) =>
    // From here on everything is in doubt.
    native(name, '*args, **keywords', { takesUnknown: true, draws: true }, (_, interpreter) =>
      interpreter.giveUp(`torch.${name}`),
    ),
  ),
  torchFunction('get_num_threads', '', ({ interpreter }) =>
    int(1, interpreter.about('environment', 'the number of threads')),
  ),
  torchFunction('is_tensor', 'obj', (call) => {
    const value = call.need('obj');
    return bool(value.kind === 'native' && value.type.mro.some(({ name }) => name === 'Tensor'));
  }),
  torchFunction('is_floating_point', 'input', (call) => bool(isFloating(call.enclosure('input').dtype))),
  torchFunction('numel', 'input', (call) => int(call.enclosure('input').numel)),
];

const assumesNoGpu = (name: string, answer: Value): NativeFunction =>
  native(name, '', {}, (_, interpreter) => {
    interpreter.assume(interpreter.about('assumesNoGpu'));
    return answer;
  });

/** That there is no GPU is taken for granted. */
const noGpu = {
  is_available: assumesNoGpu('is_available', FALSE),
  device_count: assumesNoGpu('device_count', int(0)),
};

/** `torch.cuda`, where seeding changes nothing here. */
export const cuda = makeModule(
  'torch.cuda',
  {
    ...noGpu,
    ...byName(['manual_seed', 'manual_seed_all'].map((name) => noEffect(name, isSeed))),
    ...byName(['seed', 'seed_all', 'empty_cache'].map((name) => noEffect(name))),
  },
  publicNames(moduleNames('torch.cuda'), 'comm'),
);

/** `torch.accelerator`, of which the same is taken for granted. */
export const accelerator = makeModule('torch.accelerator', noGpu);

/** The modules of `torch.backends`: their flags may be set. */
export const backends: readonly ModuleValue[] = ['cudnn', 'cuda', 'mps', 'mkldnn'].map(flags);

function flags(name: string): ModuleValue {
  const module = new ModuleValue(`torch.backends.${name}`, undefined, true);
  if (name === 'mps') module.members.set('is_available', noGpu.is_available);
  return module;
}

/** Values of the module `torch`. */
export const constants: Readonly<Record<string, Value>> = {
  ...mathConstants,
  newaxis: NONE,
  __version__: str('2.13.0', doubtAbout('version', undefined, 'torch.__version__')),
};
