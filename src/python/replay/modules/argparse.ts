import { ownNames } from '../object/classNames';
import { native, nativeClass } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import type { NativeArguments, NativeFunction, Value } from '../object/values';
import { FALSE, InstanceValue, NONE, str, TRUE, TupleValue } from '../object/values';
import { makeModule } from './make';
import { namespaceType } from './namespaces';

/** An option of a parser. */
interface Option {
  readonly names: readonly string[];
  readonly destination: string;
  readonly default: Value;
  readonly type: Value | undefined;
  /** What is stored where the option stands without a value; undefined where it takes one. */
  readonly flag: Value | undefined;
}

function optionsOf(self: Value): Option[] {
  return self.kind === 'instance' ? (self.payload as Option[]) : [];
}

function addArgument(args: NativeArguments, interpreter: Interpreter): Value {
  const names = args.rest.map((value) => (value.kind === 'str' ? value.value : '?'));
  const [action, required] = [args.get('action'), args.get('required')];
  const isOptional = required === undefined || (required.kind === 'bool' && !required.value);
  const isUsual = args.keywords.size === 0 && names.length > 0 && names.every((name) => /^--?\w/.test(name));
  if (!isUsual || !isOptional) return notUnderstood(interpreter);
  const name = names.find((one) => one.startsWith('--')) ?? names[0] ?? '';
  const given = args.get('dest');
  const destination = given?.kind === 'str' ? given.value : name.replace(/^-+/, '').replaceAll('-', '_');
  const flags: Readonly<Record<string, Value>> = { store_true: TRUE, store_false: FALSE };
  const flag = action?.kind === 'str' ? flags[action.value] : undefined;
  if (action !== undefined && flag === undefined && !(action.kind === 'str' && action.value === 'store'))
    return notUnderstood(interpreter);
  const byDefault = flag === undefined ? NONE : flag === TRUE ? FALSE : TRUE;
  optionsOf(args.need('self')).push({
    names,
    destination,
    default: args.get('default') ?? byDefault,
    type: args.get('type'),
    flag,
  });
  interpreter.changed(args.need('self'));
  return NONE;
}

function notUnderstood(interpreter: Interpreter): never {
  interpreter.doubtAll(interpreter.about('notUnderstood', 'this argument of the parser'));
  return interpreter.giveUp('this argument of the parser');
}

/** The words of a command line; undefined where it is that of the process. */
function wordsOf(interpreter: Interpreter, given: Value | undefined): string[] | undefined {
  if (given === undefined || given.kind === 'none') return undefined;
  if (given.kind !== 'list') return notUnderstood(interpreter);
  return given.items.map((item) => (item.kind === 'str' ? item.value : notUnderstood(interpreter)));
}

function parse(args: NativeArguments, interpreter: Interpreter): InstanceValue {
  const self = args.need('self');
  const options = optionsOf(self);
  const words = wordsOf(interpreter, args.get('args'));
  const result = new InstanceValue(namespaceType);
  const converted = (option: Option, value: Value): Value =>
    value.kind === 'str' && option.type !== undefined ? interpreter.call(option.type, [value]) : value;
  for (const option of options) result.attributes.set(option.destination, option.default);
  const set = new Set<string>();
  for (let i = 0; i < (words ?? []).length; i++) {
    const [name = '', ...rest] = (words?.[i] ?? '').split('=');
    const option = options.find(({ names }) => names.includes(name));
    const value = rest.length > 0 ? rest.join('=') : words?.[++i];
    if (option === undefined || (option.flag === undefined && (value === undefined || value.startsWith('-'))))
      return notUnderstood(interpreter);
    if (option.flag !== undefined && rest.length === 0) i--;
    result.attributes.set(option.destination, option.flag ?? converted(option, str(value ?? '')));
    set.add(option.destination);
  }
  // A default that is a text is converted as if it had been given.
  for (const option of options)
    if (!set.has(option.destination))
      result.attributes.set(option.destination, converted(option, option.default));
  result.doubt =
    self.doubt ?? (words === undefined ? interpreter.about('environment', 'the command line') : undefined);
  return result;
}

const members: readonly NativeFunction[] = [
  native(
    '__init__',
    'self, *args, prog=, description=, epilog=, formatter_class=, add_help=, allow_abbrev=, **others',
    { takesUnknown: true },
    (args, interpreter) => {
      const self = args.need('self');
      if (self.kind === 'instance') self.payload = [];
      return args.keywords.size > 0 ? notUnderstood(interpreter) : NONE;
    },
  ),
  // What has no effect on what is parsed here is named only so that it is none of the others.
  native(
    'add_argument',
    'self, *names, dest=, default=, type=, action=, required=, help=, metavar=, choices=, **others',
    { mutates: true },
    addArgument,
  ),
  native('parse_args', 'self, args=', parse),
  native('parse_known_args', 'self, args=', (args, interpreter) => {
    if (args.get('args') !== undefined) return notUnderstood(interpreter);
    return new TupleValue([parse(args, interpreter), interpreter.unknown('the rest of the command line')]);
  }),
];

/** `argparse`, as far as scripts use it: options with defaults. */
export const argparseModule = makeModule('argparse', {
  ArgumentParser: nativeClass('ArgumentParser', {
    module: 'argparse',
    members,
    known: ownNames('ArgumentParser'),
  }),
  Namespace: namespaceType,
});
