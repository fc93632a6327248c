import { setInstanceAttribute } from '../../protocol/assignment';
import { refreshViews, viewOf } from '../../protocol/attributes';
import type { Interpreter } from '../../object/interpreter';
import { type InstanceValue, UnknownValue, type Value } from '../../object/values';
import { parameterType, TensorValue } from '../tensorValue';
import { asModule, checkShared, type ModuleState, stateOfModule } from './moduleTree';
import { nnModuleType } from './nnModuleType';

/** `module._modules` and its kin: which names of its attributes they hold, and what may be put in. */
const TABLES = {
  _modules: { of: 'modules', takes: (value: Value) => asModule(value) !== undefined },
  _parameters: { of: 'parameters', takes: isParameter },
  _buffers: { of: 'buffers', takes: (value: Value) => value instanceof TensorValue && !isParameter(value) },
} as const;

function isParameter(value: Value): boolean {
  return value instanceof TensorValue && value.type === parameterType;
}

function tableOf(
  interpreter: Interpreter,
  module: InstanceValue,
  state: ModuleState,
  name: keyof typeof TABLES,
): Value {
  const { of, takes } = TABLES[name];
  const names = state[of];
  const nameIn = (key: Value): string => {
    checkShared(interpreter, module);
    if (key.kind !== 'str' || interpreter.control !== undefined) interpreter.giveUp(`a change of ${name}`);
    return key.kind === 'str' ? key.value : '';
  };
  const pairs = (): Iterable<readonly [string, Value]> =>
    [...module.attributes].filter(([one]) => names.has(one));
  return viewOf(interpreter, module, name, pairs, {
    set(key, value) {
      const one = nameIn(key);
      if (!takes(value) || module.attributes.has(one) !== names.has(one))
        interpreter.giveUp(`a change of ${name}`);
      names.add(one);
      setInstanceAttribute(interpreter, module, one, value);
    },
    delete(key) {
      const one = nameIn(key);
      if (!names.delete(one)) return false;
      module.attributes.delete(one);
      refreshViews(interpreter, module);
      return true;
    },
  });
}

if (nnModuleType.native !== undefined)
  nnModuleType.native.missing = (self, name, interpreter: Interpreter) => {
    if (self.kind !== 'instance') return undefined;
    // Where a constructor was not understood, nobody knows what the object has.
    const state = stateOfModule(self);
    const doubt = self.doubt ?? state?.open;
    if (doubt !== undefined) return self.doubt === undefined ? undefined : new UnknownValue(doubt);
    return state !== undefined && name in TABLES
      ? tableOf(interpreter, self, state, name as keyof typeof TABLES)
      : undefined;
  };
