import { collect } from '../protocol/iteration';
import { ownNames } from '../../library/names';
import type { Interpreter } from '../object/interpreter';
import { native, nativeClass } from '../object/native';
import { tupleType } from '../object/types';
import { int, str, TupleValue, type Value } from '../object/values';

function sizeHolding(interpreter: Interpreter, items: readonly Value[]): TupleValue {
  if (items.some(({ kind }) => kind !== 'int')) return interpreter.giveUp('this Size');
  return new TupleValue(items, undefined, sizeType);
}

/** `torch.Size`. */
export const sizeType = nativeClass('Size', {
  module: 'torch',
  bases: [tupleType],
  known: ownNames('Size'),
  members: [
    native('__repr__', 'self', (args, interpreter) => {
      const self = args.need('self');
      const items = self.kind === 'tuple' ? self.items : interpreter.giveUp('this size');
      const texts = items.map((item) => interpreter.repr(item).value);
      return str(`torch.Size([${texts.join(', ')}])`);
    }),
    ...['__add__', '__radd__'].map((name) =>
      native(name, 'self, other', (args, interpreter) => {
        const [self, other] = [args.need('self'), args.need('other')];
        if (self.kind !== 'tuple' || other.kind !== 'tuple') return interpreter.giveUp('this sum');
        const items = name === '__add__' ? [...self.items, ...other.items] : [...other.items, ...self.items];
        return sizeHolding(interpreter, items);
      }),
    ),
    native('numel', 'self', (args, interpreter) => {
      const self = args.need('self');
      const items = self.kind === 'tuple' ? self.items : interpreter.giveUp('this size');
      return int(items.reduce((product, item) => product * (item.kind === 'int' ? item.value : 0n), 1n));
    }),
  ],
  construct: native('Size', 'type, sizes=', (args, interpreter) => {
    const sizes = args.get('sizes');
    const items: Value[] = sizes === undefined ? [] : collect(interpreter, sizes);
    return sizeHolding(interpreter, items);
  }),
});

/** The shape of a tensor. */
export function sizeOf(shape: readonly number[]): TupleValue {
  return new TupleValue(
    shape.map((size) => int(size)),
    undefined,
    sizeType,
  );
}
