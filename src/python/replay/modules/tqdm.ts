import type { Doubt } from '../object/doubt';
import { iteratorOf } from '../protocol/iteration';
import type { ModuleValue } from '../object/values';
import { native, nativeClass } from '../object/native';
import { type ClassValue, NativeValue, NONE, UnknownValue, type Value } from '../object/values';
import { makeModule } from './make';

/** A progress bar around an iterable; it shows itself where nobody reads values. */
class ProgressBar extends NativeValue {
  constructor(
    readonly iterable: Value,
    doubt?: Doubt,
  ) {
    super(progressType, doubt);
  }

  withDoubt(doubt: Doubt): ProgressBar {
    return new ProgressBar(this.iterable, doubt);
  }

  override reachable(): Iterable<Value> {
    return [this.iterable];
  }
}

function iterableOf(value: Value): Value {
  return value instanceof ProgressBar ? value.iterable : NONE;
}

/** What only changes the bar, which is written to the stream of errors. */
const QUIET: ReadonlySet<string> = new Set(
  'set_description set_description_str set_postfix set_postfix_str update close refresh n total desc'.split(
    ' ',
  ),
);

const progressType: ClassValue = nativeClass('tqdm', {
  module: 'tqdm.std',
  construct: native(
    'tqdm',
    'cls, iterable=, *more, **options',
    { takesUnknown: true },
    (args) => new ProgressBar(args.get('iterable') ?? NONE),
  ),
  members: [
    native('__iter__', 'self', (args, interpreter) => iteratorOf(interpreter, iterableOf(args.need('self')))),
    native('__len__', 'self', (args, interpreter) => {
      const iterable = iterableOf(args.need('self'));
      return interpreter.call(interpreter.builtin('len'), [iterable]);
    }),
    native('__enter__', 'self', (args) => args.need('self')),
    native('__exit__', 'self, *error', () => NONE),
  ],
  missing: (_, name, interpreter) =>
    name.startsWith('__')
      ? undefined
      : new UnknownValue(interpreter.about('notUnderstood', `tqdm.${name}`), QUIET.has(name), name),
});

const range = native(
  'trange',
  '*bounds, **options',
  (args, interpreter) => new ProgressBar(interpreter.call(interpreter.builtin('range'), args.rest)),
);

/** `tqdm` and the modules that hold the same under another name. */
export const tqdmModules: readonly ModuleValue[] = ['tqdm', 'tqdm.auto', 'tqdm.notebook'].map((name) =>
  makeModule(name, { tqdm: progressType, trange: range }),
);
