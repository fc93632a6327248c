import { collect } from '../iteration';
import { native, nativeClass } from '../native';
import { tupleType } from '../types';
import { int, str, TupleValue, type Value } from '../values';

/** `torch.Size`. */
export const sizeType = nativeClass('Size', {
  module: 'torch',
  bases: [tupleType],
  members: [
    native('__repr__', 'self', (args, interpreter) => {
      const self = args.need('self');
      const items = self.kind === 'tuple' ? self.items : interpreter.giveUp('this size');
      const texts = items.map((item) => interpreter.repr(item).value);
      return str(`torch.Size([${texts.join(', ')}])`);
    }),
    native('numel', 'self', (args, interpreter) => {
      const self = args.need('self');
      const items = self.kind === 'tuple' ? self.items : interpreter.giveUp('this size');
      return int(items.reduce((product, item) => product * (item.kind === 'int' ? item.value : 0n), 1n));
    }),
  ],
  construct: native('Size', 'type, sizes=', (args, interpreter) => {
    const sizes = args.get('sizes');
    const items: Value[] = sizes === undefined ? [] : collect(interpreter, sizes);
    return new TupleValue(items, undefined, sizeType);
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
