import { native } from '../object/native';
import { type NativeFunction, PropertyValue, type Value } from '../object/values';
import { computed, TorchCall } from './torchCall';
import type { TensorValue } from './tensorValue';

/** What a property of tensors gives. */
export type Property = (self: TensorValue, call: TorchCall) => Value;

/** A property of tensors. */
export function propertyOf(name: string, get: Property, setter?: NativeFunction): PropertyValue {
  const getter = native(name, 'self', (args, interpreter) => {
    const call = new TorchCall(interpreter, name, args, args.rest);
    return computed(interpreter, () => get(call.tensor('self'), call));
  });
  return new PropertyValue(getter, setter);
}
