import { native, nativeClass } from '../object/native';
import { noneType } from '../object/types';
import { withDoubt } from '../object/withDoubt';
import { type ClassValue, NativeValue, NOT_IMPLEMENTED, str, type Value } from '../object/values';

/** `float | None`: some classes, None among them as its class. */
export class UnionValue extends NativeValue {
  constructor(readonly members: readonly ClassValue[]) {
    super(unionType);
  }

  override readonly mutable: boolean = false;
}

/** What a part of a union stands for; undefined where it cannot be one. */
function membersOf(value: Value): readonly ClassValue[] | undefined {
  if (value instanceof UnionValue) return value.members;
  if (value.kind === 'none') return [noneType];
  return value.kind === 'class' ? [value] : undefined;
}

/** `a | b` of classes; undefined where Python has no union of them. */
export function unionOf(a: Value, b: Value): UnionValue | ClassValue | undefined {
  const [left, right] = [membersOf(a), membersOf(b)];
  if (left === undefined || right === undefined || (a.kind === 'none' && b.kind === 'none')) return undefined;
  const members = [...new Set([...left, ...right])];
  const [only] = members;
  return members.length === 1 && only !== undefined
    ? only
    : withDoubt(new UnionValue(members), a.doubt ?? b.doubt);
}

const unionType = nativeClass('UnionType', {
  module: 'types',
  members: [
    ...['__or__', '__ror__'].map((name) =>
      native(name, 'self, other', (args) => {
        const [self, other] = [args.need('self'), args.need('other')];
        return (name === '__or__' ? unionOf(self, other) : unionOf(other, self)) ?? NOT_IMPLEMENTED;
      }),
    ),
    native('__repr__', 'self', (args) => {
      const self = args.need('self');
      const texts = (membersOf(self) ?? []).map((one) =>
        one === noneType
          ? 'None'
          : one.module === 'builtins'
            ? one.qualifiedName
            : `${one.module}.${one.qualifiedName}`,
      );
      return str(texts.join(' | '), self.doubt);
    }),
  ],
});
