import { moduleNameOf } from '../../library/classNames';
import { BUILTIN_FUNCTIONS } from '../../library/pythonNames';
import { isShown } from '../../../torch/uncertainText';
import { type Doubt, either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { exceptionArguments, isExceptionType } from '../object/exceptions';
import { tooManyDigits } from '../../primitives/numerals';
import { floatRepr, strRepr } from '../../primitives/texts';
import { setOrder } from './iteration';
import { isOpen } from './numbers';
import { special } from './specialMethods';
import { lookUp, unknownBaseOf } from '../object/mro';
import { typeOf } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import { ownOf } from '../object/own';
import {
  type ClassValue,
  type FloatValue,
  type InstanceValue,
  type MethodValue,
  StrValue,
  type Value,
} from '../object/values';

/** `str(value)` as far as it is known. */
export function strOf(interpreter: Interpreter, value: Value): StrValue {
  const isOwn = ownOf(value) !== undefined;
  if (value.kind === 'str' && !isOwn) return value;
  if (value.kind === 'instance' || value.kind === 'native' || isOwn) {
    const own = textMethod(interpreter, value, '__str__');
    if (own !== undefined) return own;
    if (value.kind === 'instance' && isExceptionType(value.type)) return exceptionText(interpreter, value);
  }
  return value.kind === 'str' ? new StrValue(value.value, value.doubt) : reprOf(interpreter, value);
}

/** `repr(value)` as far as it is known; `?` stands for what is not. */
export function reprOf(interpreter: Interpreter, value: Value): StrValue {
  const writer = new ReprWriter(interpreter);
  const text = writer.write(value);
  return new StrValue(text, writer.doubt);
}

/** The text that a user's or library's own method gives. */
function textMethod(interpreter: Interpreter, value: Value, name: string): StrValue | undefined {
  const text = special(interpreter, value, name);
  return text?.kind === 'str'
    ? new StrValue(text.value, either(text.doubt, value.doubt))
    : text && new StrValue('?', text.doubt);
}

/** `str` of an exception of Python's own. */
export function exceptionText(interpreter: Interpreter, exception: InstanceValue): StrValue {
  const args = exceptionArguments(exception);
  const [first] = args;
  if (first === undefined) return new StrValue('', exception.doubt);
  const isKeyError = exception.type.mro.some(
    ({ name, native }) => name === 'KeyError' && native !== undefined,
  );
  const text =
    args.length > 1
      ? reprOf(interpreter, exception.attributes.get('args') ?? first)
      : isKeyError
        ? reprOf(interpreter, first)
        : strOf(interpreter, first);
  return new StrValue(text.value, either(text.doubt, exception.doubt));
}

/** The name of a class as its own repr and that of its objects show it. */
export function fullName(type: ClassValue): string {
  return type.native !== undefined && type.module === 'builtins'
    ? type.qualifiedName
    : `${moduleNameOf(type)}.${type.qualifiedName}`;
}

/** Integers of more than 4300 digits are not written out. */
const LONGEST = 10n ** 4300n;

class ReprWriter {
  doubt: Doubt | undefined;
  private readonly open = new Set<Value>();
  private readonly one = (item: Value): string => this.write(item);

  constructor(private readonly interpreter: Interpreter) {}

  /** Long texts cost elements of the budget. */
  write(value: Value): string {
    this.doubt = either(this.doubt, value.doubt);
    const own = ownOf(value);
    if (own !== undefined && value.kind !== 'unknown' && lookUp(own.type, '__repr__') !== undefined)
      return this.object(value, own.type);
    if (isOpen(value)) return '?';
    switch (value.kind) {
      case 'none':
        return 'None';
      case 'ellipsis':
        return 'Ellipsis';
      case 'notImplemented':
        return 'NotImplemented';
      case 'bool':
        return value.value ? 'True' : 'False';
      case 'int':
        if (value.value >= LONGEST || value.value <= -LONGEST)
          this.interpreter.raise('ValueError', tooManyDigits(), true);
        this.interpreter.meter.workOnInteger(value.value);
        return value.value.toString();
      case 'float':
        return this.float(value);
      case 'str':
        this.interpreter.meter.makeText(value.value.length);
        this.interpreter.meter.work(value.value.length * 3);
        return strRepr(value.value);
      case 'tuple':
        if (value.type !== undefined) return this.object(value, value.type);
        return this.nested(value, value.items, '(', value.items.length === 1 ? ',)' : ')', this.one);
      case 'list':
        return this.nested(value, value.items, '[', ']', this.one);
      case 'set': {
        if (value.items.size === 0) return value.frozen ? 'frozenset()' : 'set()';
        const text = this.nested(value, setOrder(this.interpreter, value), '{', '}', this.one);
        return value.frozen ? `frozenset(${text})` : text;
      }
      case 'dict':
        return this.dict(value);
      case 'range': {
        const step = value.step === 1n ? '' : `, ${value.step}`;
        return `range(${value.start}, ${value.stop}${step})`;
      }
      case 'slice':
        return `slice(${[value.start, value.stop, value.step].map((one) => this.write(one)).join(', ')})`;
      case 'class':
        return lookUp(typeOf(value), '__repr__') === undefined
          ? `<class '${fullName(value)}'>`
          : this.object(value, typeOf(value));
      case 'module':
        this.doubt ??= this.interpreter.about('environment', 'where a module lies');
        return `<module '${value.name}'>`;
      case 'builtin':
        if (value.name === 'print' || BUILTIN_FUNCTIONS.has(value.name))
          return `<built-in function ${value.name}>`;
        return this.unknown('a function');
      case 'unknown':
        return '?';
      case 'function':
        this.address();
        return `<function ${value.qualifiedName} at 0x7f0000000000>`;
      case 'method': {
        const name = this.nameOfMethod(value);
        return name === undefined ? this.plain(value) : `<bound method ${name} of ${this.write(value.self)}>`;
      }
      case 'instance':
      case 'native':
        return this.object(value, value.type);
      default:
        return this.plain(value);
    }
  }

  /** Where a method that is not the reader's is written, only those which every module has tell surely. */
  private nameOfMethod({ self, callee }: MethodValue): string | undefined {
    if (callee.kind === 'function' && callee.code.cell >= 0)
      return callee.attributes.size === 0 ? callee.qualifiedName : undefined;
    const name = callee.kind === 'function' ? callee.code.name : callee.name;
    const isOfModules = (one: ClassValue): boolean =>
      fullName(one).startsWith('torch.nn') && one.name === 'Module' && one.members.get(name) === callee;
    const isSure = !/^(?:_|forward|extra_repr)/.test(name) && typeOf(self)?.mro.some(isOfModules);
    return isSure === true ? `Module.${name}` : undefined;
  }

  private plain(value: Exclude<Value, { kind: 'unknown' }>): string {
    this.address();
    return `<${typeOf(value).name} object at 0x7f0000000000>`;
  }

  private address(): void {
    this.doubt ??= this.interpreter.about('address');
  }

  private unknown(what: string): string {
    this.doubt ??= this.interpreter.about('notUnderstood', what);
    return '?';
  }

  private float(value: FloatValue): string {
    const text = floatRepr(value.value);
    if (value.error === 0) return text;
    const isKnown = isShown(value.value, value.error);
    this.doubt ??= this.interpreter.about(isKnown ? 'rounding' : 'undecided');
    return isKnown ? text : '?';
  }

  private object(value: Exclude<Value, { kind: 'unknown' }>, type: ClassValue): string {
    if (lookUp(type, '__repr__') !== undefined) {
      if (this.open.size > 50) return this.unknown('deep nesting');
      const text = special(this.interpreter, value, '__repr__');
      this.doubt = either(this.doubt, text?.doubt);
      return text?.kind === 'str' ? text.value : '?';
    }
    if (value.kind === 'instance' && isExceptionType(type)) {
      const args = exceptionArguments(value);
      return `${type.name}(${args.map((one) => this.write(one)).join(', ')})`;
    }
    if (value.kind !== 'instance' || unknownBaseOf(type) !== undefined)
      return this.unknown(`the text of ${type.name}`);
    this.address();
    return `<${fullName(type)} object at 0x7f0000000000>`;
  }

  private nested<T>(
    value: Value,
    items: readonly T[],
    before: string,
    after: string,
    write: (item: T) => string,
  ): string {
    if (this.open.has(value)) return `${before}...${value.kind === 'tuple' ? ')' : after}`;
    if (this.open.size > 90) throw new NotUnderstood(this.interpreter.about('tooLarge'));
    this.open.add(value);
    const texts = items.map((item) => {
      this.interpreter.meter.step();
      return write(item);
    });
    this.open.delete(value);
    this.interpreter.meter.makeText(texts.reduce((sum, text) => sum + text.length + 2, 0));
    return before + texts.join(', ') + after;
  }

  private dict(value: Extract<Value, { kind: 'dict' }>): string {
    if (value.type !== undefined && value.own === undefined) return this.object(value, value.type);
    const pair = (one: { readonly key: Value; readonly value: Value }): string =>
      `${this.write(one.key)}: ${this.write(one.value)}`;
    return this.nested(value, [...value.entries.values()], '{', '}', pair);
  }
}
