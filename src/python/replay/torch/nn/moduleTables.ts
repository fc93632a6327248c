import { either } from '../../object/doubt';
import { setInstanceAttribute } from '../../protocol/assignment';
import { refreshViews, viewOf } from '../../protocol/attributes';
import type { Interpreter } from '../../object/interpreter';
import { type InstanceValue, UnknownValue, type Value } from '../../object/values';
import { parameterType, TensorValue } from '../tensorValue';
import { asModule, checkShared, type ModuleState, stateOfModule } from './moduleTree';
import { nnModuleType } from './nnModuleType';

/** `module._modules` and its kin: which names of its attributes they hold, and what may be put in. */
const TABLES = {
  _modules: {
    of: 'modules',
    takes: (value: Value) => asModule(value) !== undefined || value.kind === 'none',
  },
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
  const before = module.views?.get(name)?.dict;
  if (before !== undefined) {
    before.doubt = either(before.doubt, either(module.doubt, state.open));
    return before;
  }
  const { of, takes } = TABLES[name];
  const names = state[of];
  const nameIn = (key: Value): string => {
    checkShared(interpreter, module);
    return key.kind === 'str' && interpreter.control === undefined
      ? key.value
      : interpreter.giveUp(`a change of ${name}`);
  };
  const table = viewOf(interpreter, module, name, (one) => names.has(one), {
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
      refreshViews(module, one);
      return true;
    },
  });
  table.doubt = either(table.doubt, state.open);
  return table;
}

if (nnModuleType.native !== undefined)
  nnModuleType.native.missing = (self, name, interpreter: Interpreter) => {
    const state = self.kind === 'instance' ? stateOfModule(self) : undefined;
    if (self.kind === 'instance' && state !== undefined && name in TABLES)
      return tableOf(interpreter, self, state, name as keyof typeof TABLES);
    // Where a constructor was not understood, nobody knows what the object has.
    return self.kind === 'instance' && self.doubt !== undefined ? new UnknownValue(self.doubt) : undefined;
  };
