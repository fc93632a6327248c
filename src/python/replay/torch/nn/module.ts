import { assignAttribute, setByClass, setInstanceAttribute } from '../../protocol/assignment';
import { mayHave } from '../../protocol/attributes';
import { under } from '../../protocol/effects';
import { lookUp } from '../../object/mro';
import { addMembers, native, objectType } from '../../object/native';
import { dictType, typeName } from '../../object/types';
import { withDoubt } from '../../object/withDoubt';
import type { Interpreter } from '../../object/interpreter';
import type { InstanceValue, Value } from '../../object/values';
import { bool, IteratorValue, NONE, str, TRUE, TupleValue } from '../../object/values';
import { type TorchCall } from '../torchCall';
import { onGpu } from '../devices';
import { FLOAT_CONVERSIONS } from '../../../../torch';
import { clearGradients } from '../gradients';
import { stateOf } from '../state';
import { parameterType, TensorValue } from '../tensorValue';
import { method, registerHook, traversal } from './moduleMethod';
import { moduleText } from './moduleRepr';
import { convertAll, loadStateDict, moved, stateDict, written } from './moduleState';
import {
  asModule,
  checkShared,
  isRegistered,
  namedChildren,
  namedModules,
  namedTensors,
  needModule,
  needTable,
  newState,
  ownBuffers,
  ownParameters,
  stateOfModule,
} from './moduleTree';
import { nnModuleType } from './nnModuleType';

/** `Module.__init__`; a second time it forgets what was registered. */
export function initialize(interpreter: Interpreter, module: InstanceValue): void {
  const before = stateOfModule(module);
  for (const names of [before?.modules, before?.parameters, before?.buffers])
    for (const name of names ?? []) module.attributes.delete(name);
  module.views = undefined;
  module.payload = newState();
  if (!setByClass(interpreter, module, 'training', TRUE)) module.attributes.set('training', TRUE);
}

function generator(values: readonly Value[]): IteratorValue {
  let i = 0;
  return new IteratorValue('generator', () => values[i++]);
}

function tensorsOf(own: typeof ownParameters) {
  return (module: InstanceValue, call: TorchCall) => namedTensors(module, own, call.bool('recurse'));
}

/** `module.name = value`: modules, parameters and buffers are registered. */
export function setModuleAttribute(
  interpreter: Interpreter,
  module: InstanceValue,
  name: string,
  value: Value,
): void {
  const state = stateOfModule(module);
  const isModule = asModule(value) !== undefined;
  const isParameter = value instanceof TensorValue && value.type === parameterType;
  if (isModule || isParameter || value.kind === 'unknown' || isRegistered(state, name))
    checkShared(interpreter, module);
  // What the class has of that name comes first.
  if ((isModule || isParameter) && lookUp(module.type, name) !== undefined) interpreter.giveUp('this name');
  const forget = (): void => {
    for (const names of state ? [state.modules, state.parameters, state.buffers] : []) names.delete(name);
  };
  // What was deleted is registered no longer.
  if (!module.attributes.has(name)) forget();
  const isTaken = (names: ReadonlySet<string> | undefined): boolean =>
    value.kind !== 'none' && value.kind !== 'unknown' && names?.has(name) === true;
  const what = !isParameter && isTaken(state?.parameters) ? 'parameter' : 'child module';
  if (what === 'parameter' || (!isModule && !isParameter && !state?.open && isTaken(state?.modules)))
    interpreter.raise(
      'TypeError',
      `cannot assign '${value.kind}' as ${what} '${name}' (torch.nn.${what === 'parameter' ? 'Parameter' : 'Module'} or None expected)`,
      true,
    );
  if (state === undefined) {
    if ((isModule || isParameter) && module.doubt === undefined)
      interpreter.raise(
        'AttributeError',
        `cannot assign ${isModule ? 'module' : 'parameters'} before Module.__init__() call`,
        isParameter,
      );
  } else if (isModule || isParameter) {
    const own = isModule ? state.modules : state.parameters;
    // What is set again goes to the end only where it changes its kind.
    if (!own.has(name)) {
      forget();
      module.attributes.delete(name);
    }
    own.add(name);
  } else if (value.kind === 'unknown') {
    // It may be a module or a parameter.
    state.open ??= value.doubt;
    state.modules.add(name);
  }
  setInstanceAttribute(interpreter, module, name, value);
}

/** Whether it is None, or may be. */
function isOpen({ kind }: Value): boolean {
  return kind === 'none' || kind === 'unknown';
}

/** Raises where a name cannot be that of a module, buffer or parameter. */
function checkName(
  interpreter: Interpreter,
  module: InstanceValue,
  kind: 'modules' | 'buffers' | 'parameters',
  name: string,
): void {
  if (stateOfModule(module)?.[kind].has(name) === false) {
    const isTaken = module.attributes.has(name) || lookUp(module.type, name) !== undefined;
    if (isTaken) interpreter.raise('KeyError', `attribute '${name}' already exists`, true);
    if (mayHave(module, name)) interpreter.giveUp('this name');
  }
  if (name.includes('.')) interpreter.raise('KeyError', `a name can't contain ".", got: ${name}`, true);
  if (name === '') interpreter.raise('KeyError', 'a name can\'t be empty string ""', true);
}

/** `module.add_module(name, value)`: None is a child as well, and nothing else that is no module. */
export function addChild(interpreter: Interpreter, module: InstanceValue, name: string, value: Value): void {
  if (asModule(value) === undefined && !isOpen(value))
    interpreter.raise(
      'TypeError',
      `${typeName(value)} is not a Module subclass`,
      // These are named with the module from which they come.
      /^(?:class|function|builtin|method|module|instance|native)$/.test(value.kind),
    );
  checkName(interpreter, module, 'modules', name);
  if (value.kind === 'none') {
    checkShared(interpreter, module);
    stateOfModule(module)?.modules.add(name);
    setInstanceAttribute(interpreter, module, name, value);
  } else setModuleAttribute(interpreter, module, name, value);
}

/** `module(…)`. */
function callModule(
  interpreter: Interpreter,
  module: InstanceValue,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): Value {
  const result = under(interpreter, module.doubt, () => {
    needTable(interpreter, module, '_backward_hooks');
    for (const name of ['_wrapped_call_impl', '_call_impl'])
      if (module.attributes.has(name) || lookUp(module.type, name) !== undefined)
        interpreter.giveUp(`${module.type.name}.${name}`);
    const state = stateOfModule(module);
    let inputs = args;
    const named = (takes: boolean): Value[] => (takes ? [interpreter.call(dictType, [], keywords)] : []);
    for (const [hook, takesKeywords] of state?.preHooks ?? []) {
      const result = interpreter.call(hook, [module, new TupleValue(inputs), ...named(takesKeywords)]);
      if (result.kind === 'none') continue;
      if (!takesKeywords) inputs = result.kind === 'tuple' ? result.items : [result];
      else {
        const [first, second] = result.kind === 'tuple' && result.items.length === 2 ? result.items : [];
        if (first?.kind !== 'tuple' || second?.kind !== 'dict' || second.doubt !== undefined)
          return interpreter.giveUp('this hook');
        inputs = first.items;
        keywords = new Map(
          [...second.entries.values()].map(({ key, value }) => [interpreter.str(key).value, value]),
        );
      }
    }
    if (lacksForward(module))
      interpreter.raise(
        'NotImplementedError',
        `Module [${module.type.name}] is missing the required "forward" function`,
      );
    const onWayBack = Array.from(
      state?.backwardHooks ?? [],
      ([hook, isPre]) => new TupleValue([hook, bool(isPre)]),
    );
    const watch =
      onWayBack.length > 0 && written(interpreter, '_BackwardHook', [module, new TupleValue(onWayBack)]);
    const watched = (value: Value, name: string): Value =>
      watch ? interpreter.call(interpreter.attribute(watch, name), [value]) : value;
    const entered = watched(new TupleValue(inputs), 'entered');
    if (entered.kind === 'tuple') inputs = entered.items;
    const { called } = stateOf(interpreter);
    called.push({ module, place: interpreter.place });
    let output: Value;
    try {
      output = interpreter.call(interpreter.attribute(module, 'forward'), inputs, keywords);
    } finally {
      called.pop();
    }
    for (const [hook, takesKeywords] of state?.hooks ?? []) {
      const given = [module, new TupleValue(inputs), ...named(takesKeywords), output];
      const result = interpreter.call(hook, given);
      if (result.kind !== 'none') output = result;
    }
    return watched(output, 'left');
  });
  return withDoubt(result, module.doubt);
}

/** Whether nothing that replay does not know may give a module its `forward`. */
function lacksForward({ type, attributes }: InstanceValue): boolean {
  return (
    !attributes.has('forward') &&
    ['forward', '__getattr__', '__getattribute__'].every((name) => lookUp(type, name) === undefined) &&
    type.mro.every(
      (one) =>
        one === nnModuleType ||
        one === objectType ||
        (one.native === undefined && one.unknownBase === undefined && one.doubt === undefined),
    )
  );
}

function setTraining(interpreter: Interpreter, module: InstanceValue, mode: Value): Value {
  if (mode.kind !== 'bool' && mode.kind !== 'unknown')
    interpreter.raise('ValueError', 'training mode is expected to be boolean');
  assignAttribute(interpreter, module, 'training', mode);
  needTable(interpreter, module);
  for (const [, child] of namedChildren(module))
    if (child !== undefined) interpreter.call(interpreter.attribute(child, 'train'), [mode]);
  return module;
}

const NAMED_TENSORS = 'prefix, recurse, remove_duplicate';

addMembers(nnModuleType, [
  native('__init__', 'self, *args, **keywords', { mutates: true }, (args, interpreter) => {
    const self = args.need('self');
    const [odd] = args.keywords.keys();
    if (args.rest.length > 0 || odd !== undefined) {
      // What the class says of itself may change what is said of these.
      if (self.kind !== 'instance' || lookUp(self.type, 'call_super_init') !== undefined)
        return interpreter.giveUp('these arguments of Module');
      const words = `takes 1 positional argument but ${args.rest.length + 1} were given`;
      const unexpected = `got an unexpected keyword argument '${odd}'`;
      interpreter.raise(
        'TypeError',
        `${self.type.name}.__init__() ${odd === undefined ? words : unexpected}`,
      );
    }
    if (self.kind !== 'instance' || stateOfModule(self)?.open !== undefined)
      return interpreter.giveUp('this Module.__init__');
    initialize(interpreter, self);
    return NONE;
  }),
  native('__setattr__', 'self, name, value', { takesUnknown: true, mutates: true }, (args, interpreter) => {
    const [self, name] = [args.need('self'), args.need('name')];
    if (self.kind !== 'instance' || name.kind !== 'str') return interpreter.giveUp('this attribute');
    setModuleAttribute(interpreter, self, name.value, args.need('value'));
    return NONE;
  }),
  native('__call__', 'self, *args, **keywords', { takesUnknown: true, draws: true }, (args, interpreter) =>
    callModule(interpreter, needModule(interpreter, args.need('self')), args.rest, args.keywords),
  ),
  native('__repr__', 'self', (args, interpreter) =>
    moduleText(interpreter, needModule(interpreter, args.need('self'))),
  ),
  method('extra_repr', '', () => str('')),
  method('_get_name', '', (module) => str(module.type.name)),
  method('train', 'mode', { mutates: true }, (module, call) =>
    setTraining(call.interpreter, module, call.given('mode') ? call.orNone('mode') : TRUE),
  ),
  method('eval', '', { mutates: true }, (module, call) =>
    call.interpreter.call(call.interpreter.attribute(module, 'train'), [bool(false)]),
  ),
  ...(
    [
      ['children', '', '', distinctChildren],
      ['modules', '', 'memo, prefix, remove_duplicate', (module: InstanceValue) => [...namedModules(module)]],
      ['parameters', 'recurse', NAMED_TENSORS, tensorsOf(ownParameters)],
      ['buffers', 'recurse', NAMED_TENSORS, tensorsOf(ownBuffers)],
    ] as const
  ).flatMap(([name, signature, named, all]) => [
    traversal(name, signature, (module, call) => generator(all(module, call).map(([, one]) => one))),
    traversal(`named_${name}`, named, (module, call) => {
      const [prefix, once] = [call.ifGiven('prefix'), call.ifGiven('remove_duplicate')];
      if (prefix !== undefined || once !== undefined) {
        const args = [module, prefix ?? str(''), once ?? TRUE, bool(call.bool('recurse') ?? true)];
        return written(call.interpreter, `named_${name}`, args);
      }
      return generator(all(module, call).map(([key, one]) => new TupleValue([str(key), one])));
    }),
  ]),
  traversal('state_dict', '', (module, call) => stateDict(call.interpreter, module)),
  method('load_state_dict', 'state_dict, strict, assign', { mutates: true }, (module, call) =>
    loadStateDict(call, module),
  ),
  method('apply', 'fn', { draws: true, mutates: true }, (module, call) =>
    written(call.interpreter, 'apply', [module, call.need('fn')]),
  ),
  method('to', 'first, second, non_blocking, *, device, dtype', { mutates: true }, (_, call) => moved(call)),
  method('cpu', '', (module) => module),
  method('cuda', 'device', (module, call) => {
    onGpu(call.interpreter, 'cuda:0');
    return module;
  }),
  ...Object.entries(FLOAT_CONVERSIONS).map(([name, dtype]) =>
    method(name, '', { mutates: true }, (module, call) => {
      convertAll(call, module, dtype);
      return module;
    }),
  ),
  method('zero_grad', 'set_to_none', { mutates: true }, (module, call) => {
    clearGradients(
      call,
      namedTensors(module, ownParameters).map(([, tensor]) => tensor),
    );
    return NONE;
  }),
  method('requires_grad_', 'requires_grad', { mutates: true }, (module, call) =>
    written(call.interpreter, 'requires_grad_', [module, call.ifGiven('requires_grad') ?? TRUE]),
  ),
  ...(
    [
      ['buffer', 'name, tensor, persistent', 'buffers'],
      ['parameter', 'name, param', 'parameters'],
    ] as const
  ).map(([what, signature, kind]) =>
    method(`register_${what}`, signature, { mutates: true }, (module, call) => {
      const name = call.string('name') ?? call.giveUp(`this ${what}`);
      const value = call.orNone(what === 'buffer' ? 'tensor' : 'param');
      checkShared(call.interpreter, module);
      checkName(call.interpreter, module, kind, name);
      const isFitting = value instanceof TensorValue && (what === 'buffer' || value.type === parameterType);
      if (!isFitting && !isOpen(value)) call.typeError(`cannot assign to ${what} '${name}'`);
      const state = stateOfModule(module) ?? call.giveUp('this module');
      state[kind].add(name);
      if (what === 'buffer' && call.bool('persistent') === false) state.hidden.add(name);
      setInstanceAttribute(call.interpreter, module, name, value);
      return NONE;
    }),
  ),
  ...['add_module', 'register_module'].map((name) =>
    method(name, 'name, module', { mutates: true }, (module, call) => {
      addChild(
        call.interpreter,
        module,
        call.string('name') ?? call.giveUp('this name'),
        call.orNone('module'),
      );
      return NONE;
    }),
  ),
  ...['submodule', 'parameter', 'buffer'].map((kind) =>
    method(`get_${kind}`, 'target', (module, call) =>
      written(call.interpreter, `get_${kind}`, [module, call.need('target')]),
    ),
  ),
  registerHook('hooks', 'register_forward_hook'),
  registerHook('preHooks', 'register_forward_pre_hook'),
  registerHook('backwardHooks', 'register_full_backward_hook'),
  registerHook('backwardHooks', 'register_full_backward_pre_hook'),
]);

function distinctChildren(module: InstanceValue): [string, InstanceValue][] {
  const seen = new Set<InstanceValue>();
  return namedChildren(module).flatMap(([name, child]) => {
    if (child === undefined || seen.has(child)) return [];
    seen.add(child);
    return [[name, child]];
  });
}
