import { ownNames } from '../../library/names';
import { native, nativeClass } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import { bool, NOT_IMPLEMENTED, int, NativeValue, NONE, str, type Value } from '../object/values';

/** `torch.device`. */
export const deviceType = nativeClass('device', {
  module: 'torch',
  known: ownNames('device'),
  construct: native('device', 'cls, type, index=', (args, interpreter) => {
    const [type, index] = [args.need('type'), args.get('index')];
    if (index !== undefined && (index.kind !== 'int' || index.value < 0n || index.value > 127n))
      return interpreter.giveUp('this device');
    if (type instanceof DeviceValue) return type;
    if (type.kind !== 'str') return interpreter.giveUp('this device');
    const [name = '', number] = type.value.split(':');
    if (!/^(?:cpu|cuda|mps|xpu|meta)$/.test(name)) return interpreter.giveUp('this device');
    return new DeviceValue(
      name,
      index === undefined ? (number === undefined ? undefined : Number(number)) : Number(index.value),
    );
  }),
  properties: {
    type: (self) => str(asDevice(self).device),
    index: (self) => {
      const { index } = asDevice(self);
      return index === undefined ? NONE : int(index);
    },
  },
  members: [
    native('__repr__', 'self', (args) => {
      const { device, index } = asDevice(args.need('self'));
      return str(`device(type='${device}'${index === undefined ? '' : `, index=${index}`})`);
    }),
    native('__str__', 'self', (args) => str(textOf(asDevice(args.need('self'))))),
    native('__eq__', 'self, other', (args) => {
      const other = args.need('other');
      if (!(other instanceof DeviceValue)) return NOT_IMPLEMENTED;
      return bool(textOf(other) === textOf(asDevice(args.need('self'))));
    }),
    native('__hash__', 'self', (args) => str(textOf(asDevice(args.need('self'))))),
  ],
});

export class DeviceValue extends NativeValue {
  override readonly mutable = false;
  constructor(
    readonly device: string,
    readonly index?: number,
  ) {
    super(deviceType);
  }
}

function asDevice(value: Value): DeviceValue {
  if (value instanceof DeviceValue) return value;
  throw new RangeError('not a device');
}

function textOf({ device, index }: DeviceValue): string {
  return index === undefined ? device : `${device}:${index}`;
}

/**
 * The device that a value names: `cpu`, `cuda:0`. Whatever is asked of a GPU may fail, and gives other numbers: from there
 * on all is in doubt. Undefined for what names no device.
 */
export function readDevice(interpreter: Interpreter, value: Value): string | undefined {
  const text = value.kind === 'str' ? value.value : value instanceof DeviceValue ? textOf(value) : undefined;
  if (value.kind === 'int') return onGpu(interpreter, `cuda:${value.value}`);
  if (text === undefined) return undefined;
  const [name = ''] = text.split(':');
  if (name === 'cpu') return 'cpu';
  if (!/^(?:cuda|mps|xpu|meta)$/.test(name)) return undefined;
  return onGpu(interpreter, name === 'cuda' && text === 'cuda' ? 'cuda:0' : text);
}

/** What happens on a GPU is not known here, nor whether there is one. */
export function onGpu(interpreter: Interpreter, device: string): string {
  const name = device.split(':')[0] ?? device;
  interpreter.doubtAll(
    name === 'mps'
      ? interpreter.about('drawsOtherwise', name)
      : interpreter.about('environment', `what runs on ${name}`),
  );
  return device;
}
