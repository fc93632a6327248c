import { ownNames } from '../../library/names';
import { Generator } from '../../../torch';
import { type Doubt, either } from '../object/doubt';
import { addMembers, native, nativeClass, opaqueClass } from '../object/native';
import type { RandomState } from '../object/random';
import type { Interpreter } from '../object/interpreter';
import { int, NativeValue, NONE, PropertyValue, str, type Value } from '../object/values';
import { DeviceValue } from './devices';
import { dtypeValue } from './dtypes';
import { intType, typeOf } from '../object/types';
import { sizeOf } from './sizes';
import { type TorchCall, torchFunction } from './torchCall';

/** Where random numbers come from: PyTorch's default generator, or one of the code's own. */
export interface Stream {
  generator: Generator;
  /** Why its state is not the one that it has in Python. */
  doubt: Doubt | undefined;
  lose(doubt: Doubt | undefined): void;
}

class OwnStream implements Stream {
  constructor(
    public generator: Generator,
    public doubt: Doubt | undefined,
  ) {}

  lose(doubt: Doubt | undefined): void {
    this.doubt = either(this.doubt, doubt);
  }
}

/** `torch.Generator`. */
export const generatorType = nativeClass('Generator', {
  module: 'torch._C',
  known: ownNames('Generator'),
  construct: torchFunction('Generator', 'cls, device', (call) => {
    const device = call.get('device');
    if (device !== undefined && !(device.kind === 'str' && device.value === 'cpu'))
      return call.leave('a generator of another device');
    const { random } = call.interpreter;
    const generator = new Generator(undefined, random.generator.backend);
    return new GeneratorValue(new OwnStream(generator, random.seeded(undefined)));
  }),
});

/** A `torch.Generator`; without a stream the default one. */
export class GeneratorValue extends NativeValue {
  constructor(readonly own: Stream | undefined) {
    super(generatorType);
  }

  override get identity(): object {
    return this.own ?? GeneratorValue;
  }

  override markChanged(doubt: Doubt): void {
    this.own?.lose(doubt);
  }
}

/** The stream behind a `generator=` argument. */
export function streamOf(call: Pick<TorchCall, 'get' | 'interpreter' | 'giveUp'>): Stream {
  const generator = call.get('generator');
  if (generator === undefined) return call.interpreter.random;
  if (!(generator instanceof GeneratorValue)) return call.giveUp('this generator');
  return generator.own ?? call.interpreter.random;
}

/** The seed that is passed, as `int(seed)` makes it; the method of a generator takes integers alone. */
function readSeed(call: TorchCall): bigint {
  const { interpreter } = call;
  if (!call.given('seed')) return call.typeError("manual_seed() missing 1 required argument: 'seed'");
  const seed = call.orNone('seed');
  if (call.given('self') && seed.kind === 'native') return call.giveUp('this seed');
  if (call.given('self') && seed.kind !== 'int')
    interpreter.raise(
      'RuntimeError',
      `manual_seed expected a long, but got ${typeOf(seed)?.name ?? '?'}`,
      true,
    );
  const whole = interpreter.call(intType, [seed]);
  call.doubt = either(call.doubt, whole.doubt);
  return whole.kind === 'int' && seed.kind !== 'unknown' ? whole.value : call.giveUp('this seed');
}

/** Seeds a stream. `torch.manual_seed` and `Generator.manual_seed` raise for what does not fit into 64 bits. */
export function seed(
  interpreter: Interpreter,
  stream: Stream,
  value: bigint,
  doubt: Doubt | undefined,
): void {
  const reason = either(interpreter.control, doubt);
  if (stream === interpreter.random) interpreter.random.manualSeed(value, reason);
  else {
    stream.generator.manualSeed(value);
    stream.doubt = interpreter.random.seeded(reason);
  }
}

/** Puts a stream where no run of Python puts it again: `seed()`. */
export function seedAtRandom(interpreter: Interpreter, stream: Stream): Value {
  const doubt = interpreter.about('unseeded');
  stream.lose(doubt);
  if (stream === interpreter.random) {
    interpreter.random.doubt = doubt;
    interpreter.random.seed = undefined;
    interpreter.random.calls = 0;
  } else stream.doubt = doubt;
  return int(stream.generator.initialSeed(), doubt);
}

/** The state of a stream, as `get_rng_state` gives it; what it looks like as a tensor is not modelled. */
export class StateValue extends NativeValue {
  override readonly mutable = false;
  private constructor(
    readonly generator: Generator,
    readonly contents: Pick<RandomState, 'doubt' | 'seed' | 'calls'>,
  ) {
    super(stateType);
  }

  static of(interpreter: Interpreter, stream: Stream): StateValue {
    const { seed: current, calls } = interpreter.random;
    const { doubt, generator } = stream;
    return new StateValue(generator.clone(), { doubt, seed: current, calls });
  }

  /** `set_rng_state`: the stream goes on from here. */
  restore(interpreter: Interpreter, stream: Stream, more?: Doubt): void {
    stream.generator = this.generator.clone();
    const doubt = either(this.contents.doubt, either(this.doubt, either(more, interpreter.control)));
    stream.doubt = doubt;
    if (stream !== interpreter.random) return;
    interpreter.random.seed = this.contents.seed;
    interpreter.random.calls = this.contents.calls;
  }
}

const stateType = opaqueClass('Tensor', 'torch');
addMembers(stateType, [native('clone', 'self', (args) => args.need('self'))]);
addMembers(stateType, {
  // As long as the generator's own memory.
  shape: new PropertyValue(native('shape', 'self', () => sizeOf([5056]))),
  dtype: new PropertyValue(native('dtype', 'self', () => dtypeValue('uint8'))),
});

function manualSeed(call: TorchCall, stream: Stream): Value {
  const value = readSeed(call);
  seed(call.interpreter, stream, value, call.doubt);
  return call.get('self') ?? new GeneratorValue(undefined);
}

function setState(call: TorchCall, stream: Stream): Value {
  const state = call.need('new_state');
  if (!(state instanceof StateValue)) return call.giveUp('this state');
  state.restore(call.interpreter, stream);
  return call.get('self') ?? NONE;
}

/** What is about the state of a generator: functions of `torch` are about the default one, methods about their own. */
const STATE: readonly (readonly [string, string, string, (call: TorchCall, stream: Stream) => Value])[] = [
  ['manual_seed', 'manual_seed', 'seed', manualSeed],
  ['seed', 'seed', '', (call, stream) => seedAtRandom(call.interpreter, stream)],
  ['initial_seed', 'initial_seed', '', (_, stream) => int(stream.generator.initialSeed(), stream.doubt)],
  ['get_state', 'get_rng_state', '', (call, stream) => StateValue.of(call.interpreter, stream)],
  ['set_state', 'set_rng_state', 'new_state', setState],
];

function isChange(method: string): boolean {
  return !/^(?:initial|get)_/.test(method);
}

addMembers(generatorType, {
  device: new PropertyValue(native('device', 'self', () => new DeviceValue('cpu'))),
});
for (const member of [
  ...STATE.map(([name, , signature, body]) =>
    torchFunction(name, `self, ${signature}`, { draws: isChange(name), mutates: isChange(name) }, (call) => {
      const self = call.need('self');
      if (!(self instanceof GeneratorValue)) return call.giveUp('this generator');
      return body(call, self.own ?? call.interpreter.random);
    }),
  ),
  native('__repr__', 'self', (_, interpreter) =>
    str('<torch._C.Generator object at 0x7f0000000000>', interpreter.about('address')),
  ),
])
  generatorType.members.set(member.name, member);

/** `torch.manual_seed` and what else is about the state of the default generator. */
export const seeding = STATE.map(([method, name, signature, body]) =>
  torchFunction(name, signature, { draws: isChange(method) }, (call) => body(call, call.interpreter.random)),
);
