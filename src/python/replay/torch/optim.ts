import { makeModule } from '../modules/make';
import { moduleNames } from '../object/classNames';
import { collect } from '../protocol/iteration';
import { publicNames } from './knownNames';
import { native, nativeClass } from '../object/native';
import type { ClassValue, Value } from '../object/values';
import { DictValue, InstanceValue, ListValue, NONE, str } from '../object/values';
import { setEntry } from '../protocol/hashing';
import { TorchCall, torchFunction } from './torchCall';
import { clearGradients } from './gradients';
import { RULES, type Update } from './optimizerRules';
import { doubtContents } from './memory';
import { TensorValue } from './tensorValue';

/** What replay keeps of an optimizer. */
interface OptimizerState {
  readonly parameters: readonly TensorValue[];
  /** How a step changes a parameter; undefined where that is not understood. */
  readonly update: Update | undefined;
  /** The only one of its groups, where it has one. */
  readonly group: DictValue | undefined;
}

/** The parameters that an optimizer was given, in lists or groups. */
function parametersIn(call: TorchCall, value: Value): TensorValue[] {
  if (value instanceof TensorValue) return [value];
  if (value.kind === 'dict') {
    const params = value.entries.get('sparams')?.value;
    return params === undefined ? call.giveUp('these parameters') : parametersIn(call, params);
  }
  const found: TensorValue[] = [];
  for (const item of call.interpreter.iterate(value)) found.push(...parametersIn(call, item));
  return found;
}

function stateOfOptimizer(self: Value): OptimizerState | undefined {
  return self.kind === 'instance' ? (self.payload as OptimizerState | undefined) : undefined;
}

/** Makes an optimizer; neither that nor a step draws. */
function initialize(call: TorchCall, name: string, options: ReadonlyMap<string, Value>): void {
  const self = call.need('self');
  if (!(self instanceof InstanceValue)) return;
  const rule = RULES[name];
  // Parameters may come from an iterator, and in groups with options of their own.
  const given = call.need('params');
  const items = collect(call.interpreter, given);
  const parameters = items.flatMap((item) => parametersIn(call, item));
  if (parameters.length === 0) call.interpreter.raise('ValueError', 'optimizer got an empty parameter list');
  const isOneGroup = items.every((item) => item instanceof TensorValue);
  const isKnown = rule !== undefined && [...options.keys()].every((key) => key in rule.defaults);
  if (!isOneGroup || !isKnown) {
    self.payload = { parameters, update: undefined, group: undefined } satisfies OptimizerState;
    return;
  }
  const group = new DictValue();
  setEntry(call.interpreter, group, str('params'), new ListValue([...parameters]));
  for (const [key, value] of Object.entries(rule.defaults))
    setEntry(call.interpreter, group, str(key), options.get(key) ?? value);
  self.payload = { parameters, update: rule.start(), group } satisfies OptimizerState;
}

function step(call: TorchCall): Value {
  const { interpreter } = call;
  const closure = call.get('closure');
  const loss = closure === undefined ? NONE : interpreter.call(closure, []);
  const state = stateOfOptimizer(call.need('self'));
  if (state === undefined) return call.giveUp('this optimizer');
  const withGradients = state.parameters.filter(({ object }) => object.grad !== undefined);
  for (const parameter of withGradients) {
    const { grad } = parameter.object;
    const options = state.group && numbersOf(state.group);
    if (state.update === undefined || options === undefined || !(grad instanceof TensorValue))
      doubtContents(parameter.enclosure, interpreter.about('notUnderstood', 'a step of the optimizer'));
    else {
      call.spend(parameter.enclosure.numel * 4);
      state.update(call, parameter, grad, options);
    }
  }
  return loss;
}

/** The options of a group as numbers; undefined where one is none. */
function numbersOf(group: DictValue): ReadonlyMap<string, number> | undefined {
  const numbers = new Map<string, number>();
  for (const { key, value } of group.entries.values()) {
    if (key.kind !== 'str' || key.value === 'params') continue;
    const parts = value.kind === 'tuple' || value.kind === 'list' ? value.items : [value];
    for (const [i, part] of parts.entries()) {
      if ((part.kind !== 'float' && part.kind !== 'int' && part.kind !== 'bool') || part.doubt !== undefined)
        return undefined;
      if (part.kind === 'float' && part.error > 0) return undefined;
      numbers.set(parts.length > 1 ? `${key.value}${i + 1}` : key.value, Number(part.value));
    }
  }
  return group.doubt === undefined ? numbers : undefined;
}

function optimizer(name: string): ClassValue {
  return nativeClass(name, {
    module: `torch.optim.${name.toLowerCase()}`,
    properties: {
      param_groups: (self, interpreter) => {
        const group = stateOfOptimizer(self)?.group;
        return group === undefined ? interpreter.unknown(`${name}.param_groups`) : new ListValue([group]);
      },
    },
    members: [
      native('__init__', 'self, params, *args, **keywords', { mutates: true }, (args, interpreter) => {
        const options = new Map(args.keywords);
        const names = Object.keys(RULES[name]?.defaults ?? {});
        args.rest.forEach((value, i) => options.set(names[i] ?? '?', value));
        initialize(new TorchCall(interpreter, name, args, []), name, options);
        return NONE;
      }),
      torchFunction('zero_grad', 'self, set_to_none', { mutates: true }, (call) => {
        const state = stateOfOptimizer(call.need('self'));
        if (state === undefined) return call.giveUp('this optimizer');
        clearGradients(call, state.parameters);
        return NONE;
      }),
      torchFunction('step', 'self, closure', { mutates: true }, step),
      native('__repr__', 'self', (_, interpreter) => interpreter.giveUp('the text of an optimizer')),
    ],
  });
}

const NAMES = 'SGD Adam AdamW Adagrad Adadelta Adamax RMSprop NAdam RAdam Rprop ASGD';

/** `torch.optim`. */
export const optimModule = makeModule(
  'torch.optim',
  Object.fromEntries(NAMES.split(' ').map((name) => [name, optimizer(name)])),
  publicNames(moduleNames('torch.optim')),
);
