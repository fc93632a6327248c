import { native, nativeClass } from '../native';
import { type ClassValue, DictValue, type InstanceValue, NONE, str, type Value } from '../values';
import { setEntry } from '../hashing';
import { type Call, torchFunction } from './call';
import { moduleOf } from './settings';
import { stateOf } from './state';
import { TensorValue } from './tensorValue';

/** The parameters that an optimizer was given, in lists or groups. */
function parametersIn(call: Call, value: Value): TensorValue[] {
  if (value instanceof TensorValue) return [value];
  if (value.kind === 'dict') {
    const params = value.entries.get('sparams')?.value;
    return params === undefined ? call.giveUp('these parameters') : parametersIn(call, params);
  }
  const found: TensorValue[] = [];
  for (const item of call.interpreter.iterate(value)) found.push(...parametersIn(call, item));
  return found;
}

/** What a step makes of the parameters is not known: the gradients are not. Neither making one nor a step draws. */
const members = [
  torchFunction('zero_grad', 'self, set_to_none', () => NONE),
  torchFunction(
    'step',
    'self, closure',
    (call) => {
      const { interpreter } = call;
      const closure = call.get('closure');
      const loss = closure === undefined ? NONE : interpreter.call(closure, []);
      const self = call.need('self');
      const { gradients } = stateOf(interpreter);
      const parameters =
        self.kind === 'instance' ? (self.payload as readonly TensorValue[] | undefined) : undefined;
      if (parameters === undefined) return call.giveUp('this optimizer');
      const hasGradients = parameters.some(({ object }) => object.grad !== undefined);
      if (gradients !== undefined || hasGradients)
        for (const parameter of parameters)
          parameter.markChanged(interpreter.about('notUnderstood', 'a step of the optimizer'));
      return loss;
    },
    { mutates: true },
  ),
];

function optimizer(name: string): ClassValue {
  return nativeClass(name, {
    module: 'torch.optim',
    members: [
      torchFunction(
        '__init__',
        'self, params, lr, *rest',
        (call) => {
          const self = call.need('self') as InstanceValue;
          self.payload = parametersIn(call, call.need('params'));
          const group = new DictValue();
          const rate = call.get('lr');
          if (rate !== undefined) setEntry(call.interpreter, group, str('lr'), rate);
          return NONE;
        },
        { mutates: true },
      ),
      ...members,
    ],
  });
}

/** A constructor whose options do not matter here: they may have any name. */
function lenient(name: string): ClassValue {
  const made = optimizer(name);
  const init = made.members.get('__init__');
  made.members.set(
    '__init__',
    native(
      '__init__',
      'self, params, *args, **keywords',
      (args, interpreter) =>
        init === undefined ? NONE : interpreter.call(init, [args.need('self'), args.need('params')]),
      { mutates: true },
    ),
  );
  return made;
}

const NAMES = 'SGD Adam AdamW Adagrad Adadelta Adamax RMSprop NAdam RAdam Rprop ASGD';

/** `torch.optim`. */
export const optimModule = moduleOf(
  'torch.optim',
  Object.fromEntries(NAMES.split(' ').map((name) => [name, lenient(name)])),
);
