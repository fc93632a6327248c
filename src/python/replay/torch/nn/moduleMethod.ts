import { either } from '../../object/doubt';
import { effectsAndBody, native, nativeClass, type WithEffects } from '../../object/native';
import { type InstanceValue, NONE, type NativeFunction, NativeValue, type Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { checkShared, needModule, openDoubt, stateOfModule } from './moduleTree';

type MethodBody = (module: InstanceValue, call: TorchCall) => Value;

/** A method of modules. */
export function method(name: string, signature: string, ...how: WithEffects<MethodBody>): NativeFunction {
  const [effects, body] = effectsAndBody(how);
  return torchFunction(name, signature === '' ? 'self' : `self, ${signature}`, effects, (call) =>
    body(needModule(call.interpreter, call.need('self')), call),
  );
}

/** A method whose result depends on all that is within the module. */
export function traversal(name: string, signature: string, ...how: WithEffects<MethodBody>): NativeFunction {
  const [effects, body] = effectsAndBody(how);
  return method(name, signature, effects, (module, call) => {
    const open = openDoubt(module);
    if (open !== undefined) call.doubt = either(call.doubt, open);
    return body(module, call);
  });
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
    checkShared(call.interpreter, module);
    hooks?.add(hook);
    if (call.interpreter.control !== undefined) call.interpreter.doubtAll(call.interpreter.control);
    return new Removable(() => hooks?.delete(hook));
  });
}
