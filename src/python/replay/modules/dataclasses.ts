import { equalValues } from '../protocol/comparison';
import { type Doubt, either } from '../object/doubt';
import { native, nativeClass } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import type { ClassValue, NativeFunction, Value } from '../object/values';
import { bool, InstanceValue, NONE, NOT_IMPLEMENTED } from '../object/values';
import { fieldsText } from '../protocol/text';
import { makeModule } from './make';

/** What `field(…)` gives, until the class is made. */
const fieldType = nativeClass('Field', { module: 'dataclasses' });

interface FieldOptions {
  readonly default: Value | undefined;
  readonly factory: Value | undefined;
}

interface Field extends FieldOptions {
  readonly name: string;
}

/** The fields of each dataclass, those of its bases first. */
const fieldsOf = new WeakMap<ClassValue, readonly Field[]>();

const field = native(
  'field',
  '*, default=, default_factory=, init=, repr=, compare=',
  (args, interpreter) => {
    if (args.get('init') ?? args.get('repr') ?? args.get('compare')) return interpreter.giveUp('this field');
    const made = new InstanceValue(fieldType);
    const options: FieldOptions = { default: args.get('default'), factory: args.get('default_factory') };
    made.payload = options;
    return made;
  },
);

function makeDataclass(interpreter: Interpreter, type: Value): Value {
  if (type.kind !== 'class' || type.native !== undefined || type.unknownBase !== undefined)
    return interpreter.giveUp('this dataclass');
  const fields = new Map<string, Field>();
  for (const base of [...type.mro].reverse())
    for (const one of fieldsOf.get(base) ?? []) fields.set(one.name, one);
  for (const name of type.annotated) {
    const value = type.members.get(name);
    const isField = value?.kind === 'instance' && value.type === fieldType;
    const options = isField ? (value.payload as FieldOptions) : { default: value, factory: undefined };
    if (
      options.default?.kind === 'list' ||
      options.default?.kind === 'dict' ||
      options.default?.kind === 'set'
    )
      interpreter.raise(
        'ValueError',
        `mutable default <class '${options.default.kind}'> for field ${name} is not allowed: use default_factory`,
      );
    if (isField) {
      if (options.default === undefined) type.members.delete(name);
      else type.members.set(name, options.default);
    }
    fields.set(name, { name, ...options });
  }
  const list = [...fields.values()];
  fieldsOf.set(type, list);
  if (!type.members.has('__init__')) type.members.set('__init__', initializer(list));
  if (!type.members.has('__repr__')) type.members.set('__repr__', representation(list));
  if (!type.members.has('__eq__')) type.members.set('__eq__', equality(list));
  return type;
}

function initializer(fields: readonly Field[]): NativeFunction {
  const parameters = fields.map((one) => ((one.default ?? one.factory) ? `${one.name}=` : one.name));
  return native(
    '__init__',
    ['self', ...parameters].join(', '),
    { takesUnknown: true, mutates: true },
    (args, interpreter) => {
      const self = args.need('self');
      for (const one of fields) {
        const value =
          args.get(one.name) ??
          one.default ??
          (one.factory ? interpreter.call(one.factory, []) : args.need(one.name));
        interpreter.assignAttribute(self, one.name, value);
      }
      if (self.kind === 'instance' && self.type.mro.some(({ members }) => members.has('__post_init__')))
        interpreter.call(interpreter.attribute(self, '__post_init__'), []);
      return NONE;
    },
  );
}

function representation(fields: readonly Field[]): NativeFunction {
  return native('__repr__', 'self', (args, interpreter) => {
    const self = args.need('self');
    const name = self.kind === 'instance' ? self.type.qualifiedName : '?';
    const names = fields.map((field) => field.name);
    return fieldsText(interpreter, name, names, (field) => interpreter.attribute(self, field));
  });
}

function equality(fields: readonly Field[]): NativeFunction {
  return native('__eq__', 'self, other', (args, interpreter) => {
    const [self, other] = [args.need('self'), args.need('other')];
    if (self.kind !== 'instance' || other.kind !== 'instance' || self.type !== other.type)
      return NOT_IMPLEMENTED;
    let doubt: Doubt | undefined;
    for (const { name } of fields) {
      const answer = equalValues(
        interpreter,
        interpreter.attribute(self, name),
        interpreter.attribute(other, name),
        1,
      );
      doubt = either(doubt, answer.doubt);
      if (!answer.value) return bool(false, doubt);
    }
    return bool(true, doubt);
  });
}

/** `dataclasses`: `@dataclass` without arguments, `field(default=, default_factory=)`. */
export const dataclassesModule = makeModule('dataclasses', {
  dataclass: native('dataclass', 'cls=, /, **options', (args, interpreter) => {
    const type = args.get('cls');
    if (args.keywords.size > 0)
      return native('dataclass', 'cls', (_, inner) => inner.giveUp('this dataclass'));
    if (type === undefined || type.kind === 'none')
      return native('dataclass', 'cls', (inner) => makeDataclass(interpreter, inner.need('cls')));
    return makeDataclass(interpreter, type);
  }),
  field,
});
