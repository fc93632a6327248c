import { DisplayLayout } from '../../primitives/displayLayout';
import { annotationsOf } from '../../syntax/ast/parts';
import { signatureText } from '../../syntax/signatureText';
import { linesOf } from '../../primitives/textParts';
import { compareStrings } from '../../primitives/texts';
import { compareNumbers } from '../protocol/comparison';
import { setOrder } from '../protocol/iteration';
import { fullName } from '../protocol/text';
import { type Doubt, either } from '../object/doubt';
import { exceptionArguments, isExceptionType } from '../object/exceptions';
import type { Interpreter } from '../object/interpreter';
import { lookUp, unknownBaseOf } from '../object/mro';
import { native } from '../object/native';
import { typeOf } from '../object/types';
import {
  type ClassValue,
  DictValue,
  type FunctionValue,
  ListValue,
  NONE,
  StrValue,
  TupleValue,
  type Value,
} from '../object/values';

/** IPython shows so many elements of a container, and `...` for the others (`max_seq_length`). */
const MOST_ITEMS = 1000;
/** Work for an element, beside that for its text. */
const ITEM_WORK = 400;
/** Deeper nesting is left. */
const DEEPEST = 60;

/** With these a class says itself what is displayed. */
const OWN_DISPLAYS = ['_repr_pretty_', '_ipython_display_', '_repr_mimebundle_'];

/**
 * The text with which IPython displays what a cell ends with: `repr`, but containers are broken over lines, sets are
 * sorted, and classes, exceptions and plain objects have words of their own (IPython/lib/pretty.py).
 */
export function displayOf(interpreter: Interpreter, value: Value): StrValue {
  const display = new Display(interpreter);
  display.show(value);
  return new StrValue(display.layout.finish(), display.doubt);
}

/** IPython's `display(…)`. */
export const displayFunction = native(
  'display',
  '*objs',
  { takesUnknown: true, ownDoubt: true },
  (args, interpreter) => {
    if (interpreter.output !== undefined) return interpreter.giveUp('sys.stdout');
    for (const object of args.rest) {
      const text = displayOf(interpreter, object);
      interpreter.show(text.value, text.doubt);
    }
    return NONE;
  },
);

class Display {
  readonly layout = new DisplayLayout();
  doubt: Doubt | undefined;
  /** What is being shown, from the outermost on. */
  private readonly within: Value[] = [];

  constructor(private readonly interpreter: Interpreter) {}

  show(value: Value): void {
    if (this.within.length > DEEPEST) this.interpreter.leave('deep nesting');
    this.interpreter.meter.work(ITEM_WORK);
    this.doubt = either(this.doubt, value.doubt);
    this.group(() => {
      const isWithinItself = this.within.includes(value);
      this.within.push(value);
      this.showAs(value, isWithinItself);
      this.within.pop();
    });
  }

  private showAs(value: Value, isWithinItself: boolean): void {
    switch (value.kind) {
      case 'list':
        if (lookUp(typeOf(value), '__repr__') !== undefined) this.text(value);
        else this.sequence('[', isWithinItself ? undefined : value.items, ']');
        return;
      case 'tuple':
        if (value.type !== undefined) this.text(value);
        else
          this.sequence('(', isWithinItself ? undefined : value.items, value.items.length === 1 ? ',)' : ')');
        return;
      case 'set': {
        const [before, after] = value.frozen ? ['frozenset({', '})'] : ['{', '}'];
        if (value.items.size === 0) this.text(value);
        else this.sequence(before, isWithinItself ? undefined : this.sorted(value), after);
        return;
      }
      case 'dict':
        if (value.type !== undefined && lookUp(value.type, '__repr__') !== undefined)
          this.typedDict(value, value.type, isWithinItself);
        else if (isWithinItself) this.layout.text('{...}');
        else this.pairs(value);
        return;
      case 'class':
        if (lookUp(typeOf(value), '__repr__') === undefined) this.layout.text(fullName(value));
        else this.text(value);
        return;
      case 'instance':
        this.instance(value, value.type);
        return;
      case 'function':
        if (value.code.cell < 0 || value.attributes.size > 0 || annotationsOf(value.code).length > 0)
          this.interpreter.leave('how IPython shows this');
        this.layout.text(`<function __main__.${value.qualifiedName}${this.signatureOf(value)}>`);
        return;
      case 'builtin':
      case 'property':
      case 'wrapped':
      case 'super':
        // A signature stands in it, or what differs between versions.
        this.interpreter.leave('how IPython shows this');
        return;
      default:
        this.text(value);
    }
  }

  private signatureOf({ code, defaults }: FunctionValue): string {
    return signatureText(code.parameters, (name) => {
      const value = defaults.get(name);
      const text = value && this.interpreter.repr(value);
      this.doubt = either(this.doubt, text?.doubt);
      return text?.value;
    });
  }

  /** The repr, whose line breaks break what stands around it as well. */
  private text(value: Value): void {
    const text = this.interpreter.repr(value);
    this.doubt = either(this.doubt, text.doubt);
    this.group(() => {
      for (const [i, line] of linesOf(text.value).entries()) {
        if (i > 0) this.layout.lineBreak();
        this.layout.text(line);
      }
    });
  }

  /** @param items undefined where the container stands within itself */
  private sequence(before: string, items: readonly Value[] | undefined, after: string): void {
    if (items === undefined) {
      this.layout.text(`${before}...${after.replace(',', '')}`);
      return;
    }
    const [comma, bracket] = after.startsWith(',') ? [',', after.slice(1)] : ['', after];
    this.layout.begin(before.length, before);
    this.each(items, (item) => this.show(item));
    if (comma !== '') this.layout.text(comma);
    this.layout.end(before.length, bracket);
  }

  private each<T>(items: readonly T[], show: (item: T) => void): void {
    for (const [i, item] of items.slice(0, MOST_ITEMS).entries()) {
      if (i > 0) this.comma();
      show(item);
    }
    if (items.length <= MOST_ITEMS) return;
    this.comma();
    this.layout.text('...');
  }

  private comma(): void {
    this.layout.text(',');
    this.layout.space();
  }

  private pairs(dict: DictValue): void {
    this.layout.begin(1, '{');
    this.each([...dict.entries.values()], (entry) => {
      this.show(entry.key);
      this.layout.text(': ');
      this.show(entry.value);
    });
    this.layout.end(1, '}');
  }

  /** A set in the order of its elements, in that of their texts where they cannot be compared. */
  private sorted(set: Extract<Value, { kind: 'set' }>): readonly Value[] {
    const items = [...set.items.values()];
    this.interpreter.meter.makeSlots(items.length * 10);
    if (items.length >= MOST_ITEMS) return setOrder(this.interpreter, set);
    const texts = items.flatMap((item) => (item.kind === 'str' ? [item] : []));
    if (texts.length === items.length) return texts.sort((a, b) => compareStrings(a.value, b.value));
    const numbers = items.flatMap((item) => (item.kind === 'int' || item.kind === 'float' ? [item] : []));
    const isOrdered = numbers.every(
      (one) => one.kind === 'int' || (one.error === 0 && !Number.isNaN(one.value)),
    );
    if (numbers.length === items.length && isOrdered) return numbers.sort(compareNumbers);
    const classes = items.flatMap((item) => (item.kind === 'class' && !item.meta ? [item] : []));
    const textOf = (item: Value): string => this.interpreter.str(item).value;
    if (classes.length === items.length) return classes.sort((a, b) => compareStrings(textOf(a), textOf(b)));
    if (items.length > 1) this.interpreter.leave('how IPython sorts this set');
    return items;
  }

  /** `defaultdict(int, {…})`, `OrderedDict([…])` and `Counter({…})`. */
  private typedDict(dict: DictValue, type: ClassValue, isWithinItself: boolean): void {
    const { interpreter } = this;
    if (!type.mro.some(({ module }) => module === 'collections')) {
      this.text(dict);
      return;
    }
    const known =
      ['OrderedDict', 'defaultdict', 'Counter'].includes(type.name) && type.module === 'collections';
    if (!known || isWithinItself) return interpreter.leave('how IPython shows this');
    interpreter.meter.makeSlots(dict.entries.size * 4);
    const items = [...dict.entries.values()].map(({ key, value }) => new TupleValue([key, value]));
    if (type.name === 'OrderedDict') {
      this.call(type.name, items.length > 0 ? [new ListValue(items)] : []);
      return;
    }
    const plain = new DictValue();
    if (type.name === 'defaultdict') {
      for (const [key, entry] of dict.entries) plain.entries.set(key, entry);
      this.call(type.name, [dict.factory ?? NONE, plain]);
      return;
    }
    const most = interpreter.call(interpreter.attribute(dict, 'most_common'), []);
    const pairs = most.kind === 'list' ? most.items : [];
    for (const [i, pair] of pairs.entries())
      if (pair.kind === 'tuple')
        plain.entries.set(String(i), { key: pair.items[0] ?? NONE, value: pair.items[1] ?? NONE });
    this.call(type.name, pairs.length > 0 ? [plain] : []);
  }

  /** `name(…)`, as an object of its own. */
  private call(
    name: string,
    args: readonly Value[],
    named: readonly (readonly [string, Value])[] = [],
  ): void {
    const before = `${name}(`;
    this.group(() => {
      this.layout.begin(before.length, before);
      this.each([...args.map((arg) => ['', arg] as const), ...named], ([keyword, arg]) => {
        const width = keyword === '' ? 0 : keyword.length + 1;
        if (width > 0) this.layout.begin(width, `${keyword}=`);
        this.show(arg);
        if (width > 0) this.layout.end(width);
      });
      this.layout.end(before.length, ')');
    });
  }

  private instance(value: Extract<Value, { kind: 'instance' }>, type: ClassValue): void {
    if (OWN_DISPLAYS.some((name) => lookUp(type, name) !== undefined))
      return this.interpreter.giveUp('a display of its own');
    const [items, most] = ['_items', '_maxlen'].map((name) => value.attributes.get(name));
    if (type.name === 'deque' && type.module === 'collections' && items !== undefined) {
      this.call(type.name, [items], most?.kind === 'int' ? [['maxlen', most]] : []);
      return;
    }
    const isNested = this.within.indexOf(value) < this.within.length - 1;
    if (fullName(type) === 're.Pattern' || (isNested && type.module === 'types'))
      return this.interpreter.leave('how IPython shows this');
    if (fullName(type) === 'types.SimpleNamespace') {
      this.call('namespace', [], [...value.attributes]);
      return;
    }
    if (unknownBaseOf(type) !== undefined || lookUp(type, '__repr__') !== undefined) {
      this.text(value);
      return;
    }
    if (isExceptionType(type)) {
      this.call(fullName(type), exceptionArguments(value));
      return;
    }
    this.doubt = either(this.doubt, this.interpreter.repr(value).doubt);
    this.layout.begin(1, '<');
    this.layout.text(fullName(type));
    this.layout.text(' at 0x7f0000000000');
    this.layout.end(1, '>');
  }

  private group(show: () => void): void {
    this.layout.begin();
    show();
    this.layout.end();
  }
}
