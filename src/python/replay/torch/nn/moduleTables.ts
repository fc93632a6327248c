import { either } from '../../object/doubt';
import { viewOf } from '../../protocol/objectViews';
import type { Interpreter } from '../../object/interpreter';
import { native } from '../../object/native';
import { DictValue, type InstanceValue, NONE, UnknownValue, type Value } from '../../object/values';
import { parameterType, TensorValue } from '../tensorValue';
import { orderedDict } from './moduleState';
import {
  asModule,
  checkShared,
  isRegistered,
  type ModuleState,
  needModule,
  stateOfModule,
} from './moduleTree';
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
  const { of, takes } = TABLES[name];
  const names = state[of];
  const { type } = state.isOrdered && of === 'modules' ? orderedDict() : new DictValue();
  const made = (): DictValue =>
    viewOf(interpreter, module, name, (one) => names.has(one), {
      ...(type && { type }),
      check: () => checkShared(interpreter, module),
      put(one, value) {
        if (!takes(value) || module.attributes.has(one) !== names.has(one))
          interpreter.giveUp(`a change of ${name}`);
        names.add(one);
      },
      drop: (one) => names.delete(one),
    });
  const table = state.tables.get(name) ?? made();
  table.doubt = either(table.doubt, either(module.doubt, state.open));
  state.tables.set(name, table);
  return table;
}

if (nnModuleType.native !== undefined)
  nnModuleType.native.missing = (self, name, interpreter: Interpreter) => {
    const state = self.kind === 'instance' ? stateOfModule(self) : undefined;
    if (self.kind === 'instance' && state !== undefined && name in TABLES)
      return tableOf(interpreter, self, state, name as keyof typeof TABLES);
    if (self.kind === 'instance' && name === '__getattr__')
      return native(name, 'name', (args, running) => {
        const key = args.need('name');
        if (key.kind !== 'str' || self.doubt !== undefined) return running.giveUp('this attribute');
        const own = isRegistered(state, key.value) ? self.attributes.get(key.value) : undefined;
        const words = `'${self.type.name}' object has no attribute '${key.value}'`;
        return (
          own ?? (state?.open ? running.giveUp('this attribute') : running.raise('AttributeError', words))
        );
      });
    // Where a constructor was not understood, nobody knows what the object has.
    return self.kind === 'instance' && self.doubt !== undefined ? new UnknownValue(self.doubt) : undefined;
  };

/** Puts the modules of one into a new dict, as containers do where they number them anew. */
export const orderModules = native('_ordered', 'self', (args, interpreter) => {
  const module = needModule(interpreter, args.need('self'));
  module.views?.delete('_modules');
  const state = stateOfModule(module);
  state?.tables.delete('_modules');
  if (state !== undefined) state.isOrdered = true;
  return NONE;
});
