import { either } from '../../object/doubt';
import { effectsAndBody, type WithEffects } from '../../object/native';
import type { InstanceValue, NativeFunction, Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { removable } from '../removable';
import { checkShared, isBare, needModule, openDoubt, stateOfModule } from './moduleTree';

type MethodBody = (module: InstanceValue, call: TorchCall) => Value;

/** A method of modules. */
export function method(name: string, signature: string, ...how: WithEffects<MethodBody>): NativeFunction {
  const [effects, body] = effectsAndBody(how);
  return torchFunction(name, signature === '' ? 'self' : `self, ${signature}`, effects, (call) => {
    const module = needModule(call.interpreter, call.need('self'));
    // Some raise, others only once they are iterated over; `train` sets a mode before.
    if (isBare(module) && !/^(?:train|eval|extra_repr)$/.test(name)) call.giveUp('a module without __init__');
    return body(module, call);
  });
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
    return removable(() => hooks?.delete(hook));
  });
}
