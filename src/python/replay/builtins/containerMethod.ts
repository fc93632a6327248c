import { native } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import type { Effects } from '../../library/nativeEffects';
import type { NativeArguments, NativeFunction, Value } from '../object/values';

/** A change of a container: in doubt where the code is. An unknown argument puts it in doubt. */
export const CHANGES = { mutates: true } as const;

/** Makes methods of one kind of container, all with the same effects; their bodies get the container itself. */
export function methodOf<K extends 'list' | 'dict' | 'set'>(kind: K, effects: Effects = {}) {
  type Body = (self: Extract<Value, { kind: K }>, args: NativeArguments, interpreter: Interpreter) => Value;
  const isOwn = (value: Value): value is Extract<Value, { kind: K }> => value.kind === kind;
  return (name: string, signature: string, body: Body): NativeFunction =>
    native(name, signature, effects, (args, interpreter) => {
      const self = args.need('self');
      return isOwn(self) ? body(self, args, interpreter) : interpreter.giveUp(`this ${kind}`);
    });
}
