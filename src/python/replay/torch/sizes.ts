import { collect } from '../protocol/iteration';
import { ownNames } from '../../library/names';
import type { Interpreter } from '../object/interpreter';
import { native, nativeClass } from '../object/native';
import { tupleType } from '../object/types';
import { int, str, TupleValue, type Value } from '../object/values';

function sizeHolding(interpreter: Interpreter, items: readonly Value[]): TupleValue {
  if (items.some((one) => one.kind !== 'int' || BigInt.asIntN(64, one.value) !== one.value))
    return interpreter.giveUp('this Size');
  return new TupleValue(items, undefined, sizeType);
}

/** The text of a tensor's size. */
export function sizeText({ shape }: { readonly shape: readonly number[] }): string {
  return `torch.Size([${shape.join(', ')}])`;
}

function itemsOf(interpreter: Interpreter, value: Value): readonly Value[] {
  return value.kind === 'tuple' ? value.items : interpreter.giveUp('this size');
}

/** `torch.Size`. */
export const sizeType = nativeClass('Size', {
  module: 'torch',
  bases: [tupleType],
  known: ownNames('Size'),
  members: [
    native('__repr__', 'self', (args, interpreter) => {
      const texts = itemsOf(interpreter, args.need('self')).map((item) => interpreter.repr(item).value);
      return str(`torch.Size([${texts.join(', ')}])`);
    }),
    ...['__add__', '__radd__'].map((name) =>
      native(name, 'self, other', (args, interpreter) => {
        const parts = ['self', 'other'].map((one) => itemsOf(interpreter, args.need(one)));
        return sizeHolding(interpreter, (name === '__add__' ? parts : parts.reverse()).flat());
      }),
    ),
    native('numel', 'self', (args, interpreter) => {
      const items = itemsOf(interpreter, args.need('self'));
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
