import { bindArguments, type SignatureParameter } from '../../syntax/bindArguments';
import type { Expression } from '../../syntax/ast/ast';
import { setInstanceAttribute } from '../protocol/attributes';
import { compare } from '../protocol/comparison';
import { hashKey, setEntry } from '../protocol/hashing';
import { fieldsText } from '../protocol/text';
import { PythonError } from '../object/errors';
import { exceptionTypes, makeException } from '../object/exceptions';
import { lookUp } from '../object/mro';
import { native, nativeClass, objectType } from '../object/native';
import { typeOf } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import type { Annotation, ClassValue, NativeArguments, Value } from '../object/values';
import {
  bool,
  DictValue,
  InstanceValue,
  ListValue,
  NONE,
  NOT_IMPLEMENTED,
  str,
  TRUE,
  TupleValue,
  UnknownValue,
} from '../object/values';
import { deepCopy } from './copying';
import { makeModule } from './make';

/** What `field(…)` gives, and `fields(…)`; `default` and `default_factory` are left out where there is none. */
const fieldType = nativeClass('Field', { module: 'dataclasses' });

const frozenError = nativeClass('FrozenInstanceError', {
  module: 'dataclasses',
  bases: [exceptionTypes.get('AttributeError') ?? objectType],
  known: [],
});

/** The fields of a class, those of its bases first. */
type Fields = ReadonlyMap<string, InstanceValue>;
type Options = Pick<NativeArguments, 'get'>;

const dataclasses = new WeakMap<ClassValue, { readonly fields: Fields; readonly isFrozen: boolean }>();

/** An option that is true or false. */
function option(interpreter: Interpreter, options: Options, name: string, otherwise: boolean): boolean {
  const value = options.get(name);
  if (value === undefined) return otherwise;
  const isKnown = value.kind === 'bool' && value.doubt === undefined;
  return isKnown ? value.value : interpreter.giveUp('this option of a dataclass');
}

function is({ attributes }: InstanceValue, name: string): boolean {
  const value = attributes.get(name);
  return value?.kind === 'bool' && value.value;
}

/** Whether the constructor may be called without a field. */
function hasDefault(field: InstanceValue | undefined): boolean {
  return field?.attributes.has('default') === true || field?.attributes.has('default_factory') === true;
}

function makeField(interpreter: Interpreter, options: Options): InstanceValue {
  const made = new InstanceValue(fieldType);
  for (const name of ['default', 'default_factory', 'kw_only']) {
    const value = options.get(name);
    if (value !== undefined) made.attributes.set(name, value);
  }
  for (const name of ['init', 'repr', 'compare'])
    made.attributes.set(name, bool(option(interpreter, options, name, true)));
  return made;
}

/** Annotations that make no field (`ClassVar`), or do something else to the class. */
const MARKER = /\b(?:ClassVar|InitVar|KW_ONLY)\b/;

function markerOf({ node, value }: Annotation): string | undefined {
  let head: Expression = node;
  while (head.type === 'Subscript') head = head.object;
  let own = head.type === 'Name' || head.type === 'Attribute' ? head.name : '';
  if (head.type === 'Constant' && head.value.type === 'str') own = head.value.value;
  return MARKER.exec(value?.kind === 'unknown' ? `${value.name ?? ''} ${own}` : own)?.[0];
}

function makeDataclass(interpreter: Interpreter, type: Value, options: Options): Value {
  if (type.kind !== 'class' || type.native !== undefined || type.unknownBase !== undefined)
    return interpreter.giveUp('this dataclass');
  const isFrozen = option(interpreter, options, 'frozen', false);
  const isNamed = bool(option(interpreter, options, 'kw_only', false));
  const fields = new Map<string, InstanceValue>();
  for (const base of type.mro.slice(1).reverse()) {
    const own = dataclasses.get(base);
    const [kind, other] = isFrozen ? ['frozen', 'non-frozen'] : ['non-frozen', 'frozen'];
    if (own !== undefined && own.isFrozen !== isFrozen)
      interpreter.raise('TypeError', `cannot inherit ${kind} dataclass from a ${other} one`);
    for (const [name, one] of own?.fields ?? []) fields.set(name, one);
  }
  for (const [name, annotation] of type.annotated) {
    const marker = markerOf(annotation);
    if (marker === 'ClassVar') continue;
    if (marker !== undefined || !/^\w+$/.test(name) || name === 'self')
      return interpreter.giveUp('this field');
    const field = fieldOf(interpreter, type, name);
    if (annotation.value !== undefined) field.attributes.set('type', annotation.value);
    if (!field.attributes.has('kw_only')) field.attributes.set('kw_only', isNamed);
    fields.set(name, field);
  }
  dataclasses.set(type, { fields, isFrozen });
  const table = new DictValue();
  for (const [name, field] of fields) setEntry(interpreter, table, str(name), field);
  type.members.set('__dataclass_fields__', table);
  const positional = [...fields].filter(([, one]) => is(one, 'init') && !is(one, 'kw_only'));
  if (!type.members.has('__match_args__'))
    type.members.set('__match_args__', new TupleValue(positional.map(([name]) => str(name))));
  for (const name of ['__dataclass_params__', '__replace__'])
    type.members.set(name, new UnknownValue(interpreter.about('notUnderstood', name)));
  install(interpreter, type, fields, options);
  return type;
}

/** The field of an annotated name; its default becomes the class's attribute. */
function fieldOf(interpreter: Interpreter, type: ClassValue, name: string): InstanceValue {
  const value = lookUp(type, name);
  const isField = value?.kind === 'instance' && value.type === fieldType;
  const options: Options = { get: (key) => (key === 'default' ? value : undefined) };
  const made = isField ? value : makeField(interpreter, options);
  const standard = made.attributes.get('default');
  const isEqual = standard?.kind === 'instance' && lookUp(standard.type, '__eq__') !== undefined;
  // Since Python 3.11 what has no hash is refused as well.
  if (isEqual && lookUp(standard.type, '__hash__') === undefined) interpreter.giveUp('this default');
  const isFrozen = standard?.kind === 'set' && standard.frozen;
  if (!isFrozen && (standard?.kind === 'list' || standard?.kind === 'dict' || standard?.kind === 'set'))
    interpreter.raise(
      'ValueError',
      `mutable default <class '${standard.kind}'> for field ${name} is not allowed: use default_factory`,
    );
  if (standard === undefined) type.members.delete(name);
  else type.members.set(name, standard);
  made.attributes.set('name', str(name));
  return made;
}

/** Gives a class the methods that its body does not define. */
function install(interpreter: Interpreter, type: ClassValue, fields: Fields, options: Options): void {
  const define = (
    name: string,
    signature: string,
    body: (args: NativeArguments, running: Interpreter) => Value,
  ): void => {
    if (!type.members.has(name)) type.members.set(name, native(name, signature, body));
  };
  const has = (name: string, otherwise = false): boolean => option(interpreter, options, name, otherwise);
  const namesOf = (what: string): string[] =>
    [...fields].flatMap(([name, one]) => (is(one, what) ? [name] : []));
  const [shown, compared] = [namesOf('repr'), namesOf('compare')];
  const keyOf = (object: Value): TupleValue =>
    new TupleValue(compared.map((name) => interpreter.attribute(object, name)));
  if (has('init', true)) initializer(interpreter, type, fields, has('frozen'));
  if (has('repr', true))
    define('__repr__', 'self', (args, running) => {
      const self = args.need('self');
      const title = typeOf(self)?.qualifiedName ?? '?';
      return fieldsText(running, title, shown, (name) => running.attribute(self, name));
    });
  const order = has('order') ? (['<', '<=', '>', '>='] as const) : [];
  for (const operator of has('eq', true) ? (['==', ...order] as const) : [])
    define(COMPARISONS[operator], 'self, other', (args, running) => {
      const [self, other] = [args.need('self'), args.need('other')];
      if (typeOf(self) !== typeOf(other)) return NOT_IMPLEMENTED;
      const key = keyOf(self);
      // Since Python 3.13 one object need not equal itself here.
      if (key.items.some((one) => one.kind === 'native' || (one.kind === 'float' && Number.isNaN(one.value))))
        return running.giveUp('comparing these');
      return compare(running, operator, key, keyOf(other));
    });
  if (has('unsafe_hash') || (has('eq', true) && has('frozen')))
    define('__hash__', 'self', (args, running) => str(hashKey(running, keyOf(args.need('self')))));
  for (const [name, verb] of has('frozen') ? Object.entries(REFUSED) : [])
    define(name, 'self, name, value=', (args, running) => {
      const text = str(`cannot ${verb} field ${running.repr(args.need('name')).value}`);
      throw new PythonError(makeException(frozenError, [text]), running.control);
    });
}

/** What a frozen object refuses. */
const REFUSED = { __setattr__: 'assign to', __delattr__: 'delete' };

const COMPARISONS = { '==': '__eq__', '<': '__lt__', '<=': '__le__', '>': '__gt__', '>=': '__ge__' } as const;

function initializer(interpreter: Interpreter, type: ClassValue, fields: Fields, isFrozen: boolean): void {
  if (type.members.has('__init__')) return;
  const parameters: SignatureParameter[] = [{ name: 'self', kind: 'normal' }];
  let before = false;
  for (const [name, field] of fields) {
    if (!is(field, 'init')) continue;
    const kind = is(field, 'kw_only') ? 'keywordOnly' : 'normal';
    if (kind === 'normal' && before && !hasDefault(field))
      interpreter.raise('TypeError', `non-default argument '${name}' follows default argument`, true);
    before ||= kind === 'normal' && hasDefault(field);
    parameters.push({ name, kind });
  }
  parameters.sort((a, b) => Number(a.kind === 'keywordOnly') - Number(b.kind === 'keywordOnly'));
  const effects = { takesUnknown: true, mutates: true };
  const initialize = native('__init__', '*args, **keywords', effects, ({ rest, keywords }, running) => {
    const given = { positional: rest, keywords };
    const { values, misfits } = bindArguments(parameters, given, ({ name }) => hasDefault(fields.get(name)));
    if (misfits[0] !== undefined)
      running.raise('TypeError', `${type.qualifiedName}.__init__() ${misfits[0].message}`);
    const self = values.get('self');
    if (self?.kind !== 'instance') return running.giveUp('this dataclass');
    for (const [name, { attributes }] of fields) {
      const factory = attributes.get('default_factory');
      const value = values.get(name) ?? attributes.get('default') ?? (factory && running.call(factory, []));
      if (value === undefined) continue;
      if (isFrozen) setInstanceAttribute(running, self, name, value);
      else running.assignAttribute(self, name, value);
    }
    if (self.type.mro.some(({ members }) => members.has('__post_init__')))
      running.call(running.attribute(self, '__post_init__'), []);
    return NONE;
  });
  type.members.set('__init__', initialize);
}

function fieldsOf(value: Value): Fields | undefined {
  const type = value.kind === 'class' ? value : typeOf(value);
  const owner = type?.mro.find((one) => dataclasses.has(one));
  return owner && dataclasses.get(owner)?.fields;
}

/** `asdict` and `astuple`: dataclasses within containers, too; all else is copied. */
function converted(interpreter: Interpreter, value: Value, asDict: boolean): Value {
  interpreter.meter.step();
  const inner = (one: Value): Value => converted(interpreter, one, asDict);
  const fields = value.kind === 'instance' ? fieldsOf(value) : undefined;
  if (value.kind === 'list') return new ListValue(value.items.map(inner), value.doubt);
  if (value.kind === 'tuple' && value.type === undefined)
    return new TupleValue(value.items.map(inner), value.doubt);
  const isDict = value.kind === 'dict' && value.type === undefined;
  if (fields === undefined && !isDict) return deepCopy(interpreter, value);
  const made = new DictValue();
  made.doubt = value.doubt;
  for (const name of fields?.keys() ?? [])
    setEntry(interpreter, made, str(name), inner(interpreter.attribute(value, name)));
  if (!isDict && !asDict)
    return new TupleValue(
      Array.from(made.entries.values(), (entry) => entry.value),
      value.doubt,
    );
  for (const entry of isDict ? value.entries.values() : [])
    setEntry(interpreter, made, inner(entry.key), inner(entry.value));
  return made;
}

const OPTIONS = 'init=, repr=, eq=, order=, unsafe_hash=, frozen=, match_args=, kw_only=';

/**
 * `dataclasses`, but for `InitVar`, slots and what makes classes by a call (Lib/dataclasses.py); see also
 * ../../library/dataclasses.ts.
 */
export const dataclassesModule = makeModule('dataclasses', {
  dataclass: native('dataclass', `cls=, /, *, ${OPTIONS}`, (args, interpreter) => {
    const type = args.get('cls') ?? NONE;
    return type.kind === 'none'
      ? native('dataclass', 'cls', (inner, running) => makeDataclass(running, inner.need('cls'), args))
      : makeDataclass(interpreter, type, args);
  }),
  field: native(
    'field',
    '*, default=, default_factory=, init=, repr=, compare=, kw_only=',
    (args, interpreter) => makeField(interpreter, args),
  ),
  _fields: native('_fields', 'obj', (args) => {
    const fields = fieldsOf(args.need('obj'));
    return fields === undefined ? NONE : new TupleValue([...fields.values()]);
  }),
  _converted: native('_converted', 'obj, asDict', (args, interpreter) =>
    converted(interpreter, args.need('obj'), args.need('asDict') === TRUE),
  ),
  FrozenInstanceError: frozenError,
});
