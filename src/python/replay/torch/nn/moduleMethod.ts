import { either } from '../../object/doubt';
import { native, nativeClass } from '../../object/native';
import { type InstanceValue, NONE, type NativeFunction, NativeValue, type Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { needModule, openDoubt, stateOfModule } from './moduleTree';

/** A method of modules. */
export function method(
  name: string,
  signature: string,
  body: (module: InstanceValue, call: TorchCall) => Value,
  effects = {},
): NativeFunction {
  return torchFunction(
    name,
    signature === '' ? 'self' : `self, ${signature}`,
    (call) => body(needModule(call.interpreter, call.need('self')), call),
    effects,
  );
}

/** A method whose result depends on all that is within the module. */
export function traversal(
  name: string,
  signature: string,
  body: (module: InstanceValue, call: TorchCall) => Value,
  effects = {},
): NativeFunction {
  return method(
    name,
    signature,
    (module, call) => {
      const open = openDoubt(module);
      if (open !== undefined) call.doubt = either(call.doubt, open);
      return body(module, call);
    },
    effects,
  );
}

/** `module.register_…_hook(hook)` gives something that takes it off again. */
class Removable extends NativeValue {
  constructor(readonly remove: () => void) {
    super(removableType);
  }
  withDoubt(): this {
    return this;
  }
}
const removableType = nativeClass('RemovableHandle', {
  module: 'torch.utils.hooks',
  members: [
    native('remove', 'self', (args) => {
      const self = args.need('self');
      if (self instanceof Removable) self.remove();
      return NONE;
    }),
  ],
});

/** `module.register_forward_hook(hook)` and its kin. */
export function registerHook(name: 'hooks' | 'preHooks', title: string): NativeFunction {
  return method(title, 'hook', (module, call) => {
    const hook = call.need('hook');
    const hooks = stateOfModule(module)?.[name];
    // The same hook twice would run twice.
    if (hooks?.has(hook) === true) call.giveUp('this hook');
    hooks?.add(hook);
    if (call.interpreter.control !== undefined) call.interpreter.doubtAll(call.interpreter.control);
    return new Removable(() => hooks?.delete(hook));
  });
}
