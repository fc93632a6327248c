import type { Doubt } from '../../object/doubt';
import type { Interpreter } from '../../object/interpreter';
import type { Copier, DictValue, InstanceValue, Value } from '../../object/values';
import { parameterType, TensorValue } from '../tensorValue';
import { nnModuleType } from './nnModuleType';

/** What a module keeps beside its attributes. */
export interface ModuleState {
  readonly buffers: Set<string>;
  /** Buffers that `state_dict` leaves out. */
  readonly hidden: Set<string>;
  /** Registered as modules or parameters, which may be None. */
  readonly modules: Set<string>;
  readonly parameters: Set<string>;
  /** Why there may be modules or parameters that are not known. */
  open?: Doubt;
  /** Why parameters are not known: those of a lazy layer that was not called yet. */
  waits?: Doubt;
  /** Each with whether it takes keywords, too. */
  readonly hooks: Map<Value, boolean>;
  readonly preHooks: Map<Value, boolean>;
  /** Hooks on the way back, each with whether it comes before the module's own gradients. */
  readonly backwardHooks: Map<Value, boolean>;
  /** Whether its modules lie in an OrderedDict. */
  isOrdered?: boolean;
  /** `_modules` and its kin, once they were asked for. */
  readonly tables: Map<string, DictValue>;
  /** Whether a shallow copy of the module has the same modules, parameters, buffers and hooks. */
  isShared?: boolean;
  /** The state of a copy of the module. */
  copied(copier: Copier | undefined): ModuleState;
}

/** The state of a module that has nothing yet. */
export function newState(): ModuleState {
  return {
    buffers: new Set(),
    hidden: new Set(),
    modules: new Set(),
    parameters: new Set(),
    hooks: new Map(),
    preHooks: new Map(),
    backwardHooks: new Map(),
    tables: new Map(),
    copied(copier) {
      // A hook that is a method would be copied with its object.
      const hooks = [this.hooks, this.preHooks, this.backwardHooks].flatMap((one) => [...one.keys()]);
      if (hooks.some(({ kind }) => kind !== 'function')) copier?.fail();
      return {
        ...this,
        tables: copier === undefined ? this.tables : new Map<string, DictValue>(),
        buffers: new Set(this.buffers),
        hidden: new Set(this.hidden),
        modules: new Set(this.modules),
        parameters: new Set(this.parameters),
        hooks: new Map(this.hooks),
        preHooks: new Map(this.preHooks),
        backwardHooks: new Map(this.backwardHooks),
      };
    },
  };
}

/** Whether a name is that of a module, parameter or buffer of a module. */
export function isRegistered(state: ModuleState | undefined, name: string): boolean {
  return (
    state !== undefined && [state.modules, state.parameters, state.buffers].some((names) => names.has(name))
  );
}

/** The state of a module; undefined before `Module.__init__` has run. */
export function stateOfModule(module: InstanceValue): ModuleState | undefined {
  return module.payload instanceof Object && 'buffers' in module.payload
    ? (module.payload as ModuleState)
    : undefined;
}

/** Whether a module surely has no tables yet: its class forgot `super().__init__()`. */
export function isBare(module: InstanceValue): boolean {
  return module.doubt === undefined && stateOfModule(module) === undefined;
}

/** To be called before one of a module's tables is asked for. */
export function needTable(interpreter: Interpreter, module: InstanceValue, name = '_modules'): void {
  if (isBare(module))
    interpreter.raise(
      'AttributeError',
      `'${module.type.name}' object has no attribute '${name}'`,
      name !== '_modules',
    );
}

/** To be called before a module's tables change. */
export function checkShared(interpreter: Interpreter, module: InstanceValue): void {
  if (stateOfModule(module)?.isShared === true) interpreter.unknown('a module that was copied by half');
}

/** The module that a value is; undefined for anything else. */
export function asModule(value: Value): InstanceValue | undefined {
  return value.kind === 'instance' && value.type.mro.includes(nnModuleType) ? value : undefined;
}

/** The modules that are attributes of a module, with their names; None where one was set to None. */
export function namedChildren(module: InstanceValue): (readonly [string, InstanceValue | undefined])[] {
  return [...allChildren(module)].flatMap(([name, value]): (readonly [string, InstanceValue | undefined])[] =>
    value.kind === 'unknown' ? [] : [[name, asModule(value)]],
  );
}

/** The same, with those that are unknown. */
export function* allChildren(module: InstanceValue): Iterable<readonly [string, Value]> {
  const names = stateOfModule(module)?.modules ?? new Set();
  for (const [name, value] of module.attributes) {
    const isChild = asModule(value) !== undefined || value.kind === 'none' || value.kind === 'unknown';
    if (isChild && names.has(name)) yield [name, value];
  }
}

/** Why what is within a module may be otherwise: something in it is not known. Its text tells nothing of parameters. */
export function openDoubt(module: InstanceValue, ofText = false): Doubt | undefined {
  for (const [, one] of namedModules(module)) {
    const state = stateOfModule(one);
    const doubt = state?.open ?? (ofText ? undefined : state?.waits) ?? one.doubt;
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

/** `named_modules()`: the module itself and all within, each once. */
export function* namedModules(
  root: InstanceValue,
  prefix = '',
  seen = new Set<InstanceValue>(),
): Iterable<readonly [string, InstanceValue]> {
  if (seen.has(root)) return;
  seen.add(root);
  yield [prefix, root];
  for (const [name, child] of namedChildren(root))
    if (child !== undefined) yield* namedModules(child, joined(prefix, name), seen);
}

function joined(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`;
}

type Named = readonly [string, TensorValue];

/** The parameters of a module alone. */
export function ownParameters(module: InstanceValue): Named[] {
  return [...module.attributes].flatMap(([name, value]) =>
    value instanceof TensorValue && value.type === parameterType ? [[name, value] as const] : [],
  );
}

export function ownBuffers(module: InstanceValue): Named[] {
  const names = stateOfModule(module)?.buffers ?? new Set();
  return [...module.attributes].flatMap(([name, value]) =>
    value instanceof TensorValue && names.has(name) ? [[name, value] as const] : [],
  );
}

/** `named_parameters()` or `named_buffers()`: each tensor once. */
export function namedTensors(
  root: InstanceValue,
  own: (module: InstanceValue) => Named[],
  recurse = true,
): Named[] {
  const seen = new Set<object>();
  const modules: Iterable<readonly [string, InstanceValue]> = recurse ? namedModules(root) : [['', root]];
  const found: Named[] = [];
  for (const [prefix, module] of modules) {
    for (const [name, tensor] of own(module)) {
      if (seen.has(tensor.identity)) continue;
      seen.add(tensor.identity);
      found.push([joined(prefix, name), tensor]);
    }
  }
  return found;
}

/** Gives up on anything but a module. */
export function needModule(interpreter: Interpreter, value: Value): InstanceValue {
  return asModule(value) ?? interpreter.giveUp('this module');
}
