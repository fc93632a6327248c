import { moduleNames } from '../../library/names';
import { either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { collect } from '../protocol/iteration';
import { publicNames } from './knownNames';
import { native, nativeClass } from '../object/native';
import { compareStrings } from '../../primitives/texts';
import type { Interpreter } from '../object/interpreter';
import type { ClassValue, Value } from '../object/values';
import { DictValue, InstanceValue, ListValue, NONE, str } from '../object/values';
import { getEntry, setEntry } from '../protocol/hashing';
import { makeModule } from '../modules/make';
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
  /** `param_groups`; undefined where they are not known. */
  readonly groups: ListValue | undefined;
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

function stateOfOptimizer(interpreter: Interpreter, self: Value): OptimizerState {
  const state = self.kind === 'instance' ? (self.payload as OptimizerState | undefined) : undefined;
  return state ?? interpreter.giveUp('this optimizer');
}

/** Makes an optimizer; neither that nor a step draws. */
function initialize(call: TorchCall, name: string, options: ReadonlyMap<string, Value>): void {
  const { interpreter } = call;
  const self = call.need('self');
  if (!(self instanceof InstanceValue)) return;
  const rule = RULES[name];
  // Parameters may come from an iterator, and in groups with options of their own.
  const items = collect(interpreter, call.need('params'));
  const parameters = items.flatMap((item) => parametersIn(call, item));
  if (parameters.length === 0) interpreter.raise('ValueError', 'optimizer got an empty parameter list');
  const isPlain = items.every((item) => item instanceof TensorValue);
  const groups = isPlain ? [new DictValue()] : items.flatMap((item) => (item.kind === 'dict' ? [item] : []));
  const given = new Set([...options.keys()]);
  const isKnown = rule !== undefined && [...given].every((key) => key in rule.defaults);
  if (!isKnown || groups.length === 0 || (!isPlain && groups.length < items.length)) {
    self.payload = { parameters, update: undefined, groups: undefined } satisfies OptimizerState;
    return;
  }
  const made = groups.map((group) => {
    const own = new DictValue();
    own.doubt = group.doubt;
    const params = isPlain ? parameters : parametersIn(call, group);
    setEntry(interpreter, own, str('params'), new ListValue([...params]));
    for (const { key, value } of group.entries.values())
      if (key.kind !== 'str' || key.value !== 'params') setEntry(interpreter, own, key, value);
    for (const [key, value] of Object.entries(rule.defaults))
      if (getEntry(interpreter, own, str(key)) === undefined)
        setEntry(interpreter, own, str(key), options.get(key) ?? value);
    return own;
  });
  self.payload = {
    parameters,
    update: rule.start(),
    groups: new ListValue(made),
  } satisfies OptimizerState;
}

function step(call: TorchCall): Value {
  const { interpreter } = call;
  const closure = call.get('closure');
  const loss = closure === undefined ? NONE : interpreter.call(closure, []);
  const { groups, parameters, update } = stateOfOptimizer(interpreter, call.need('self'));
  const known = groups?.items.flatMap((group) => {
    const params = group.kind === 'dict' ? getEntry(interpreter, group, str('params')) : undefined;
    const numbers = group.kind === 'dict' && groups.doubt === undefined ? numbersOf(group) : undefined;
    const items = params?.kind === 'list' && params.doubt === undefined ? params.items : [];
    return items.map((parameter) => ({ parameter, numbers }));
  });
  for (const { parameter, numbers } of known ??
    parameters.map((one) => ({ parameter: one, numbers: undefined }))) {
    if (!(parameter instanceof TensorValue)) throw new NotUnderstood(interpreter.about('condition'));
    const { grad } = parameter.object;
    if (grad === undefined) continue;
    if (update === undefined || numbers === undefined || !(grad instanceof TensorValue))
      doubtContents(
        parameter.enclosure,
        either(grad.doubt, interpreter.about('notUnderstood', 'a step of the optimizer')),
      );
    else {
      call.spend(parameter.enclosure.numel * 4);
      update(call, parameter, grad, (name) => numbers.get(name) ?? 0);
    }
  }
  return loss;
}

/** The options of a group as numbers; undefined where one is none. */
function numbersOf(group: DictValue): ReadonlyMap<string, number> | undefined {
  const numbers = new Map<string, number>();
  for (const { key, value } of group.entries.values()) {
    if (key.kind !== 'str' || key.value === 'params' || (value.kind === 'none' && !value.doubt)) continue;
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

/** `Optimizer.__repr__` of torch/optim/optimizer.py. */
function textOf(interpreter: Interpreter, name: string, groups: ListValue): Value {
  let { doubt } = groups;
  const texts = groups.items.map((group, i) => {
    const entries = group.kind === 'dict' ? [...group.entries.values()] : [];
    const lines = entries.flatMap(({ key, value }) => {
      if (key.kind !== 'str' || key.value === 'params') return [];
      const text = interpreter.str(value);
      doubt = either(doubt, either(group.doubt, text.doubt));
      return [`    ${key.value}: ${text.value}\n`];
    });
    return `\nParameter Group ${i}\n${lines.sort(compareStrings).join('')}`;
  });
  return str(`${name} (${texts.join('')})`, doubt);
}

const optimizerBase = nativeClass('Optimizer', { module: 'torch.optim.optimizer' });

function optimizer(name: string): ClassValue {
  return nativeClass(name, {
    module: `torch.optim.${name.toLowerCase()}`,
    bases: [optimizerBase],
    properties: {
      param_groups: (self, interpreter) =>
        stateOfOptimizer(interpreter, self).groups ?? interpreter.unknown(`${name}.param_groups`),
    },
    members: [
      native('__init__', 'self, params, *args, **keywords', { mutates: true }, (args, interpreter) => {
        const options = new Map(args.keywords);
        const { positional, defaults = {} } = RULES[name] ?? {};
        const names = positional ?? Object.keys(defaults);
        args.rest.forEach((value, i) => options.set(names[i] ?? '?', value));
        initialize(new TorchCall(interpreter, name, args, []), name, options);
        return NONE;
      }),
      torchFunction('zero_grad', 'self, set_to_none', { mutates: true }, (call) => {
        clearGradients(call, stateOfOptimizer(call.interpreter, call.need('self')).parameters);
        return NONE;
      }),
      torchFunction('step', 'self, closure', { mutates: true }, step),
      native('__repr__', 'self', (args, interpreter) => {
        const self = args.need('self');
        const { groups } = stateOfOptimizer(interpreter, self);
        const title = self.kind === 'instance' ? self.type.name : name;
        return groups === undefined
          ? interpreter.leave('the text of an optimizer')
          : textOf(interpreter, title, groups);
      }),
    ],
  });
}

const NAMES = 'SGD Adam AdamW Adagrad Adadelta Adamax RMSprop NAdam RAdam Rprop ASGD';

/** `torch.optim`. */
export const optimModule = makeModule(
  'torch.optim',
  {
    Optimizer: optimizerBase,
    ...Object.fromEntries(NAMES.split(' ').map((name) => [name, optimizer(name)])),
  },
  publicNames(moduleNames('torch.optim')),
);
