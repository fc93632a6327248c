import { native, nativeClass } from '../object/native';
import { type ClassValue, NativeValue, str, StrValue, UnknownValue } from '../object/values';
import type { GradNode } from './tensorValue';

/** `tensor.grad_fn`: the step of autograd that gave a tensor, of a class of its own name. */
export class GradFunction extends NativeValue {
  constructor(private readonly node: GradNode) {
    super(classOf(node.name));
  }

  override get identity(): object {
    return this.node;
  }
}

const classes = new Map<string, ClassValue>();

function classOf(name: string): ClassValue {
  let made = classes.get(name);
  if (made === undefined) {
    made = nativeClass(name, {
      members: [
        native('name', 'self', () => str(name)),
        native(
          '__repr__',
          'self',
          (_, interpreter) =>
            new StrValue(`<${name} object at 0x7f0000000000>`, interpreter.about('address')),
        ),
      ],
      missing: (_, member, interpreter) =>
        member === 'next_functions'
          ? new UnknownValue(interpreter.about('notUnderstood', 'grad_fn.next_functions'), true, member)
          : undefined,
    });
    classes.set(name, made);
  }
  return made;
}
