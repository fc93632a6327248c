import { compare } from '../protocol/comparison';
import { ownNames } from '../../library/names';
import { either } from '../object/doubt';
import { hashKey, setFrom } from '../protocol/hashing';
import { native, nativeClass } from '../object/native';
import { setArithmetic } from '../protocol/operators';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import type { ClassValue, DictValue, NativeArguments, NativeFunction, Value } from '../object/values';
import {
  bool,
  int,
  IteratorValue,
  ListValue,
  NativeValue,
  NOT_IMPLEMENTED,
  type SetValue,
  str,
  TupleValue,
} from '../object/values';

type Pick = (entry: { readonly key: Value; readonly value: Value }) => Value;

/** What `keys()`, `values()` and `items()` give: it follows the dict. */
class DictView extends NativeValue {
  constructor(
    type: ClassValue,
    readonly dict: DictValue,
    readonly pick: Pick,
  ) {
    super(type);
  }

  override reachable(): Iterable<Value> {
    return [this.dict];
  }

  values({ meter }: Interpreter): Value[] {
    meter.makeSlots(this.dict.entries.size);
    meter.work(this.dict.entries.size * 8);
    return [...this.dict.entries.values()].map((entry) => withDoubt(this.pick(entry), this.dict.doubt));
  }
}

function viewOf(args: NativeArguments, interpreter: Interpreter): DictView {
  const self = args.need('self');
  return self instanceof DictView ? self : interpreter.giveUp('this view');
}

/** What a view or another value shows, as a set. */
function setOf(interpreter: Interpreter, value: Value): SetValue {
  const set = setFrom(interpreter, value);
  set.doubt = either(set.doubt, value instanceof DictView ? value.dict.doubt : value.doubt);
  return set;
}

/** What views of keys and of items have in common with sets. */
const setOperators: readonly NativeFunction[] = [
  ...Object.entries({ and: '&', or: '|', sub: '-', xor: '^' }).flatMap(([name, operator]) =>
    [`__${name}__`, `__r${name}__`].map((method) =>
      native(method, 'self, other', (args, interpreter) => {
        const self = setOf(interpreter, args.need('self'));
        const other = setOf(interpreter, args.need('other'));
        const [left, right] = method.startsWith('__r') ? [other, self] : [self, other];
        return setArithmetic(interpreter, operator, left, right);
      }),
    ),
  ),
  ...(['__eq__', '__ne__', '__le__', '__lt__', '__ge__', '__gt__'] as const).map((method) =>
    native(method, 'self, other', (args, interpreter) => {
      const other = args.need('other');
      if (other.kind !== 'set' && !(other instanceof DictView && other.pick !== PICKS.values))
        return NOT_IMPLEMENTED;
      const operator = ({ eq: '==', ne: '!=', le: '<=', lt: '<', ge: '>=', gt: '>' } as const)[
        method.slice(2, 4) as 'eq'
      ];
      const self = args.need('self');
      // Items are looked up by their keys, and need no hash.
      const areItems = [self, other].every((one) => one instanceof DictView && one.pick === PICKS.items);
      if (areItems && /^__(?:eq|ne)__$/.test(method) && self instanceof DictView)
        if (other instanceof DictView && (!self.dict.type || !other.dict.type))
          return compare(interpreter, operator, self.dict, other.dict);
      return compare(interpreter, operator, setOf(interpreter, self), setOf(interpreter, other));
    }),
  ),
];

/** What the views show of an entry. */
const PICKS = {
  keys: ({ key }) => key,
  values: ({ value }) => value,
  items: ({ key, value }) => new TupleValue([key, value]),
} as const satisfies Record<string, Pick>;

function viewMethod(name: keyof typeof PICKS, ordered: boolean): NativeFunction {
  const pick: Pick = PICKS[name];
  const typeName = ordered ? `odict_${name}` : `dict_${name}`;
  const type = nativeClass(typeName, {
    known: ownNames(`dict_${name}`),
    members: [
      ...(name === 'values' ? [] : setOperators),
      native('__iter__', 'self', (args, interpreter) => {
        const { dict } = viewOf(args, interpreter);
        const size = dict.entries.size;
        const entries = dict.entries.values();
        return new IteratorValue(
          ordered ? 'odict_iterator' : `dict_${name.replace(/s$/, '')}iterator`,
          () => {
            if (dict.entries.size !== size)
              interpreter.raise('RuntimeError', 'dictionary changed size during iteration');
            const next = entries.next();
            return next.done === true ? undefined : withDoubt(pick(next.value), dict.doubt);
          },
        );
      }),
      native('__reversed__', 'self', (args, interpreter) => {
        const items = viewOf(args, interpreter).values(interpreter);
        return new IteratorValue(`dict_reverse${name.replace(/s$/, '')}iterator`, () => items.pop());
      }),
      native('__len__', 'self', (args, interpreter) => {
        const { dict } = viewOf(args, interpreter);
        return int(dict.entries.size, dict.doubt);
      }),
      native('__contains__', 'self, item', (args, interpreter) => {
        const view = viewOf(args, interpreter);
        if (name === 'keys')
          return bool(view.dict.entries.has(hashKey(interpreter, args.need('item'))), view.dict.doubt);
        return compare(
          interpreter,
          'in',
          args.need('item'),
          new ListValue(view.values(interpreter), view.dict.doubt),
        );
      }),
      native('__repr__', 'self', (args, interpreter) => {
        const view = viewOf(args, interpreter);
        const text = interpreter.repr(new ListValue(view.values(interpreter), view.dict.doubt));
        return str(`${typeName}(${text.value})`, text.doubt);
      }),
    ],
  });
  return native(name, 'self, /', (args, interpreter) => {
    const self = args.need('self');
    return self.kind === 'dict' ? new DictView(type, self, pick) : interpreter.giveUp('this dict');
  });
}

const views = (ordered: boolean): readonly NativeFunction[] => [
  viewMethod('keys', ordered),
  viewMethod('values', ordered),
  viewMethod('items', ordered),
];

/** `dict.keys`, `dict.values` and `dict.items`. */
export const viewMethods = views(false);

/** The same of `collections.OrderedDict`, whose views have names of their own. */
export const orderedViewMethods = views(true);
