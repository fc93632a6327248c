import { type Doubt, either } from '../../object/doubt';
import type { Interpreter } from '../../object/interpreter';
import { type InstanceValue, StrValue } from '../../object/values';
import { native } from '../../object/native';
import { allChildren, needModule, needTable, openDoubt } from './moduleTree';

/** Texts with the doubt of them all. */
class Writer {
  doubt: Doubt | undefined;
  constructor(readonly interpreter: Interpreter) {}

  text(value: StrValue): string {
    this.doubt = either(this.doubt, value.doubt);
    return value.value;
  }
}

/** Indents every line but the first. */
export function addIndent(text: string, spaces: number): string {
  return text.split('\n').join(`\n${' '.repeat(spaces)}`);
}

function extraOf(writer: Writer, module: InstanceValue): string[] {
  const { interpreter } = writer;
  const extra = interpreter.call(interpreter.attribute(module, 'extra_repr'), []);
  const text = writer.text(interpreter.str(extra));
  return text === '' ? [] : text.split('\n');
}

/** `Module.__repr__` of torch/nn/modules/module.py. */
export function moduleText(interpreter: Interpreter, module: InstanceValue): StrValue {
  const writer = new Writer(interpreter);
  const extra = extraOf(writer, module);
  interpreter.meter.step();
  needTable(interpreter, module);
  const children = [...allChildren(module)].map(([name, child]) => {
    const text = writer.text(interpreter.repr(child));
    return `(${name}): ${addIndent(text, 2)}`;
  });
  const lines = [...extra, ...children];
  interpreter.meter.make(lines.reduce((sum, line) => sum + line.length, 0));
  let body = '';
  if (children.length === 0 && extra.length === 1) body = extra[0] ?? '';
  else if (lines.length > 0) body = `\n  ${lines.join('\n  ')}\n`;
  return new StrValue(`${module.type.name}(${body})`, either(writer.doubt, openDoubt(module, true)));
}

/** `ModuleList.__repr__` of torch/nn/modules/container.py: equal neighbours are put together. */
export const listText = native('_list_text', 'self', (args, interpreter) => {
  const module = needModule(interpreter, args.need('self'));
  needTable(interpreter, module);
  const writer = new Writer(interpreter);
  const texts = [...allChildren(module)].map(([, child]) => writer.text(interpreter.repr(child)));
  if (texts.length === 0) return new StrValue(`${module.type.name}()`, openDoubt(module, true));
  const blocks: { text: string; first: number; last: number }[] = [];
  for (const [i, text] of texts.entries()) {
    const before = blocks.at(-1);
    if (before?.text === text) before.last = i;
    else blocks.push({ text, first: i, last: i });
  }
  const lines = blocks.map(({ text, first, last }) =>
    addIndent(
      first === last ? `(${first}): ${text}` : `(${first}-${last}): ${last - first + 1} x ${text}`,
      2,
    ),
  );
  return new StrValue(
    `${module.type.name}(\n  ${lines.join('\n  ')}\n)`,
    either(writer.doubt, openDoubt(module, true)),
  );
});
