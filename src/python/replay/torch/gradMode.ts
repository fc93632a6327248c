import type { Doubt } from '../object/doubt';
import { native, nativeClass } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import { bool, type ClassValue, NativeValue, NONE, type NativeFunction, type Value } from '../object/values';
import { withDoubt } from '../object/withDoubt';
import { nextMemory } from './memory';
import { torchFunction } from './torchCall';
import { setGradEnabled, stateOf } from './state';

/** `torch.no_grad()` and its kin: a context manager, and a decorator. */
class GradMode extends NativeValue {
  before: { readonly enabled: boolean; readonly doubt: Doubt | undefined } | undefined;
  private inference: { from: number; to: number } | undefined;
  constructor(
    type: ClassValue,
    readonly enabled: boolean,
  ) {
    super(type);
  }

  enter(interpreter: Interpreter): void {
    const { gradEnabled, gradDoubt } = stateOf(interpreter);
    this.before = { enabled: gradEnabled, doubt: gradDoubt };
    setGradEnabled(interpreter, this.enabled, this.doubt);
    if (this.type.name === 'inference_mode' && !this.enabled)
      stateOf(interpreter).inference.push((this.inference = { from: nextMemory(), to: Infinity }));
  }

  exit(interpreter: Interpreter): void {
    if (this.before === undefined) return;
    if (this.inference !== undefined) this.inference.to = nextMemory();
    const state = stateOf(interpreter);
    state.gradEnabled = this.before.enabled;
    state.gradDoubt = this.before.doubt;
  }
}

function asMode(interpreter: Interpreter, value: Value): GradMode {
  return value instanceof GradMode ? value : interpreter.giveUp('this context manager');
}

/** A function that runs in a mode. */
function decorated(mode: GradMode, callee: Value): NativeFunction {
  const name = callee.kind === 'function' ? callee.code.name : 'function';
  return native(name, '*args, **keywords', { takesUnknown: true, draws: true }, (args, interpreter) => {
    const own = withDoubt(new GradMode(mode.type, mode.enabled), mode.doubt);
    own.enter(interpreter);
    try {
      return interpreter.call(callee, args.rest, args.keywords);
    } finally {
      own.exit(interpreter);
    }
  });
}

const members = [
  native('__enter__', 'self', (args, interpreter) => {
    const mode = asMode(interpreter, args.need('self'));
    if (mode.type !== setType) mode.enter(interpreter);
    return NONE;
  }),
  native('__exit__', 'self, *error', { takesUnknown: true, ownDoubt: true }, (args, interpreter) => {
    asMode(interpreter, args.need('self')).exit(interpreter);
    return NONE;
  }),
  native('__call__', 'self, func', (args, interpreter) =>
    decorated(asMode(interpreter, args.need('self')), args.need('func')),
  ),
];

function modeClass(name: string, enabled: boolean): ClassValue {
  const type: ClassValue = nativeClass(name, {
    module: 'torch.autograd.grad_mode',
    members,
    construct: torchFunction(name, 'cls, mode', (call) => {
      const given = call.get('mode');
      if (given?.kind === 'function') return decorated(new GradMode(type, enabled), given);
      if (call.given('mode') && (name !== 'inference_mode' || given === undefined))
        return call.giveUp(`this call of ${name}`);
      // `inference_mode(False)` leaves things as they are.
      if (given !== undefined && call.bool('mode') === false)
        return new GradMode(type, stateOf(call.interpreter).gradEnabled);
      return new GradMode(type, enabled);
    }),
  });
  return type;
}

/** `torch.set_grad_enabled(mode)` works at once, and as a context until its end. */
const setType: ClassValue = nativeClass('set_grad_enabled', {
  module: 'torch.autograd.grad_mode',
  members,
  construct: torchFunction('set_grad_enabled', 'cls, mode', { draws: true }, (call) => {
    const mode = withDoubt(new GradMode(setType, call.asBool('mode', call.need('mode'))), call.doubt);
    mode.enter(call.interpreter);
    return mode;
  }),
});

/** What turns the recording of gradients on and off, by name. */
export const gradModes: Readonly<Record<string, Value>> = {
  no_grad: modeClass('no_grad', false),
  enable_grad: modeClass('enable_grad', true),
  inference_mode: modeClass('inference_mode', false),
  set_grad_enabled: setType,
};

export const isGradEnabled = torchFunction('is_grad_enabled', '', ({ interpreter }) => {
  const { gradEnabled, gradDoubt } = stateOf(interpreter);
  return bool(gradEnabled, gradDoubt);
});
