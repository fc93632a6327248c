import { compare } from '../comparison';
import { hashKey } from '../hashing';
import type { Interpreter } from '../interpreter';
import { native, nativeClass } from '../native';
import {
  bool,
  type ClassValue,
  type DictValue,
  int,
  IteratorValue,
  ListValue,
  type NativeArguments,
  type NativeFunction,
  NativeValue,
  str,
  TupleValue,
  type Value,
  withDoubt,
} from '../values';
import type { Doubt } from '../doubt';

type Pick = (entry: { readonly key: Value; readonly value: Value }) => Value;

/** What `keys()`, `values()` and `items()` give: it follows the dict. */
class DictView extends NativeValue {
  constructor(
    type: ClassValue,
    readonly dict: DictValue,
    readonly pick: Pick,
    doubt?: Doubt,
  ) {
    super(type, doubt);
  }

  withDoubt(doubt: Doubt): DictView {
    return new DictView(this.type, this.dict, this.pick, doubt);
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

function viewMethod(name: string, pick: Pick, ordered = false): NativeFunction {
  const typeName = ordered ? `odict_${name}` : `dict_${name}`;
  const type = nativeClass(typeName, {
    members: [
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
  viewMethod('keys', ({ key }) => key, ordered),
  viewMethod('values', ({ value }) => value, ordered),
  viewMethod('items', ({ key, value }) => new TupleValue([key, value]), ordered),
];

/** `dict.keys`, `dict.values` and `dict.items`. */
export const viewMethods = views(false);

/** The same of `collections.OrderedDict`, whose views have names of their own. */
export const orderedViewMethods = views(true);
