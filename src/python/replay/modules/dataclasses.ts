import { bindArguments, type SignatureParameter } from '../../syntax/bindArguments';
import type { Expression } from '../../syntax/ast/ast';
import { setInstanceAttribute } from '../protocol/assignment';
import { undocumented } from '../object/docText';
import { hashKey, setEntry } from '../protocol/hashing';
import { lookUp } from '../object/mro';
import { native, nativeClass } from '../object/native';
import { typeOf } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import type { Annotation, ClassValue, NativeArguments, Value } from '../object/values';
import { bool, DictValue, InstanceValue, NONE, str, TupleValue, UnknownValue } from '../object/values';
import { makeModule } from './make';

/** What `field(…)` gives, and `fields(…)`; `default` and `default_factory` are left out where there is none. */
const fieldType = nativeClass('Field', { module: 'dataclasses' });

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

function processed(interpreter: Interpreter, type: Value, options: Options): Value {
  if (
    type.kind !== 'class' ||
    type.native !== undefined ||
    type.unknownBase !== undefined ||
    dataclasses.has(type)
  )
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
  if (type.members.get('__doc__')?.kind === 'none') type.members.set('__doc__', undocumented(interpreter));
  const positional = [...fields].filter(([, one]) => is(one, 'init') && !is(one, 'kw_only'));
  if (!type.members.has('__match_args__'))
    type.members.set('__match_args__', new TupleValue(positional.map(([name]) => str(name))));
  for (const name of ['__dataclass_params__', '__replace__'])
    type.members.set(name, new UnknownValue(interpreter.about('notUnderstood', name)));
  if (option(interpreter, options, 'init', true)) initializer(interpreter, type, fields, isFrozen);
  return new TupleValue([...fields.values()]);
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
  const isHashless = isEqual && lookUp(standard.type, '__hash__') === undefined;
  const isArray = standard?.kind === 'native' && standard.type.name === 'ndarray';
  if (isHashless || isArray || standard?.kind === 'slice') interpreter.giveUp('this default');
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

/**
 * `dataclasses`, but for `InitVar`, slots and what makes classes by a call: what goes below Python. The rest stands in
 * ../../library/dataclasses.ts.
 */
export const dataclassesModule = makeModule('dataclasses', {
  field: native(
    'field',
    '*, default=, default_factory=, init=, repr=, compare=, kw_only=',
    (args, interpreter) => makeField(interpreter, args),
  ),
  // Makes a class of fields, and gives these.
  _process: native('_process', 'cls, init=, frozen=, kw_only=', (args, interpreter) =>
    processed(interpreter, args.need('cls'), args),
  ),
  _fields: native('_fields', 'obj', (args) => {
    const fields = fieldsOf(args.need('obj'));
    return fields === undefined ? NONE : new TupleValue([...fields.values()]);
  }),
  // Since Python 3.13 one object need not equal itself here.
  _comparable: native('_comparable', 'key', (args, interpreter) => {
    const key = args.need('key');
    const isOdd = (one: Value): boolean =>
      one.kind === 'native' || (one.kind === 'float' && Number.isNaN(one.value));
    return key.kind === 'tuple' && key.items.some(isOdd) ? interpreter.giveUp('comparing these') : key;
  }),
  // The hash of an object is that of a tuple of its fields.
  _hashing: native('_hashing', 'key', (args) =>
    native('__hash__', 'self', (inner, running) =>
      str(hashKey(running, running.call(args.need('key'), [inner.need('self')]))),
    ),
  ),
});
