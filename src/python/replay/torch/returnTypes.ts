import { native, nativeClass } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import { type ClassValue, str, TupleValue, type Value } from '../object/values';
import type { TensorValue } from './tensorValue';

/** `torch.return_types.max` and the like: named tuples of values and indices. */
const returnTypes = new Map<string, ClassValue>();

/** What `t.max(dim)` and its kin give. */
export function namedPair(name: string, values: TensorValue, indices: TensorValue): TupleValue {
  return new TupleValue([values, indices], undefined, returnType(name));
}

function returnType(name: string): ClassValue {
  let type = returnTypes.get(name);
  if (type === undefined) {
    const item = (index: number) => (self: Value) =>
      (self.kind === 'tuple' ? self.items[index] : undefined) ?? self;
    type = nativeClass(name, {
      module: 'torch.return_types',
      properties: { values: item(0), indices: item(1) },
      members: [
        native('__repr__', 'self', (args, interpreter) => {
          const self = args.need('self');
          return self.kind === 'tuple'
            ? namedText(interpreter, name, self)
            : interpreter.giveUp('this tuple');
        }),
      ],
    });
    returnTypes.set(name, type);
  }
  return type;
}

/** As torch.return_types prints: a field a line. */
function namedText(interpreter: Interpreter, name: string, self: TupleValue): Value {
  const texts = self.items.map((item) => interpreter.repr(item));
  const fields = texts.map(({ value }, i) => `${i === 0 ? 'values' : 'indices'}=${value}`);
  const doubt = texts.find((one) => one.doubt !== undefined)?.doubt;
  return str(`torch.return_types.${name}(\n${fields.join(',\n')})`, doubt);
}
