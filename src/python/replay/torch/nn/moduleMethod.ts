import { CALLED_METHODS } from '../../../library/operations';
import { either } from '../../object/doubt';
import { effectsAndBody, type WithEffects } from '../../object/native';
import type { InstanceValue, NativeFunction, Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { removable } from '../removable';
import { checkShared, isBare, namedModules, needModule, openDoubt, stateOfModule } from './moduleTree';

/** Gives up where a method of PyTorch's, which calls these, would call what it does not know. */
function checkCalled(call: TorchCall, root: InstanceValue, by: string, names: readonly string[]): void {
  for (const [, module] of namedModules(root))
    for (const name of names) {
      // The method itself may have been called by the one that stands in its place.
      if (module === root && name === by) continue;
      const owner = module.type.mro.find(({ members }) => members.has(name));
      const isPyTorchs = owner === undefined || owner.native !== undefined;
      if (!isPyTorchs || module.attributes.has(name)) call.giveUp(`${module.type.name}.${name}`);
    }
}

type MethodBody = (module: InstanceValue, call: TorchCall) => Value;

/** A method of modules. */
export function method(name: string, signature: string, ...how: WithEffects<MethodBody>): NativeFunction {
  const [effects, body] = effectsAndBody(how);
  const calls = CALLED_METHODS.find(([methods]) => methods.test(name))?.[1];
  return torchFunction(name, signature === '' ? 'self' : `self, ${signature}`, effects, (call) => {
    const module = needModule(call.interpreter, call.need('self'));
    // Some raise, others only once they are iterated over; `train` sets a mode before.
    if (isBare(module) && !/^(?:train|eval|extra_repr)$/.test(name)) call.giveUp('a module without __init__');
    if (calls !== undefined) checkCalled(call, module, name, calls);
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
export function registerHook(name: 'hooks' | 'preHooks' | 'backwardHooks', title: string): NativeFunction {
  const isBackward = name === 'backwardHooks';
  const signature = isBackward ? 'hook, prepend' : 'hook, *, prepend, with_kwargs';
  return method(title, signature, (module, call) => {
    const hook = call.need('hook');
    const [isFirst, takesKeywords] = [
      call.bool('prepend') ?? false,
      isBackward ? title.includes('pre') : (call.bool('with_kwargs') ?? false),
    ];
    const hooks = stateOfModule(module)?.[name];
    // The same hook twice would run twice.
    if (hooks === undefined || hooks.has(hook) || call.doubt !== undefined) return call.giveUp('this hook');
    checkShared(call.interpreter, module);
    const others = isFirst ? [...hooks] : [];
    if (isFirst) hooks.clear();
    for (const [one, takes] of [[hook, takesKeywords] as const, ...others]) hooks.set(one, takes);
    call.interpreter.doubtAll(call.interpreter.control);
    return removable(() => hooks.delete(hook));
  });
}
