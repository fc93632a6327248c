import { native, nativeClass } from '../native';
import { ListValue, DictValue, SetValue, type Value, UnknownValue, FALSE } from '../values';
import { makeModule } from './make';

/** `abc`: classes stay what they are without it, except that an abstract one can be made. */
export const abcModule = makeModule('abc', {
  ABC: nativeClass('ABC', { module: 'abc', known: [] }),
  abstractmethod: native('abstractmethod', 'funcobj', (args) => args.need('funcobj')),
});

/** `copy.copy` of builtin containers. */
function shallow(value: Value): Value | undefined {
  if (value.kind === 'list') return new ListValue([...value.items], value.doubt);
  if (value.kind === 'dict') {
    const copy = new DictValue(value.type, value.factory);
    for (const [key, entry] of value.entries) copy.entries.set(key, { ...entry });
    copy.doubt = value.doubt;
    return copy;
  }
  if (value.kind === 'set') {
    const copy = new SetValue(value.frozen);
    for (const [key, item] of value.items) copy.items.set(key, item);
    copy.doubt = value.doubt;
    return copy;
  }
  return /^(?:none|bool|int|float|str|tuple|range|function|class|builtin)$/.test(value.kind)
    ? value
    : undefined;
}

function deep(value: Value, seen: Map<Value, Value>, fail: () => never): Value {
  const before = seen.get(value);
  if (before !== undefined) return before;
  if (seen.size > 10_000) return fail();
  const copy = shallow(value) ?? fail();
  seen.set(value, copy);
  if (copy.kind === 'list') copy.items = copy.items.map((item) => deep(item, seen, fail));
  else if (copy.kind === 'dict')
    for (const entry of copy.entries.values()) entry.value = deep(entry.value, seen, fail);
  else if (copy.kind === 'tuple')
    for (const item of copy.items) if (deep(item, seen, fail) !== item) return fail();
  return copy;
}

/** `copy`, of builtin values. */
export const copyModule = makeModule('copy', {
  copy: native(
    'copy',
    'x',
    (args, interpreter) => shallow(args.need('x')) ?? interpreter.giveUp('copy of this'),
  ),
  deepcopy: native('deepcopy', 'x, memo=', (args, interpreter) =>
    deep(args.need('x'), new Map(), () => interpreter.giveUp('a deep copy of this')),
  ),
});

/** `typing`: what annotations are made of is never looked at. */
export const typingModule = makeModule('typing', {
  TYPE_CHECKING: FALSE,
  cast: native('cast', 'typ, val', (args) => args.need('val'), { takesUnknown: true }),
  overload: native(
    'overload',
    'func',
    (args, interpreter) => new UnknownValue(interpreter.about('notUnderstood', 'an overload')),
  ),
  final: native('final', 'f', (args) => args.need('f')),
});
