import { native, nativeClass } from '../object/native';
import { NativeValue, NONE, type Value } from '../object/values';

/** What `register_…_hook(hook)` gives: it takes the hook off again. */
class Removable extends NativeValue {
  constructor(readonly remove: () => void) {
    super(removableType);
  }
  override withDoubt(): this {
    return this;
  }
}
const removableType = nativeClass('RemovableHandle', {
  module: 'torch.utils.hooks',
  members: [
    native('remove', 'self', { reaches: true }, (args, interpreter) => {
      const self = args.need('self');
      if (self instanceof Removable) self.remove();
      interpreter.doubtAll(interpreter.control);
      return NONE;
    }),
  ],
});

/** A handle that takes a hook off. */
export function removable(remove: () => void): Value {
  return new Removable(remove);
}
