import { type Doubt, either } from '../../object/doubt';
import type { Interpreter } from '../../object/interpreter';
import { type InstanceValue, StrValue } from '../../object/values';
import { allChildren, needTable, openDoubt } from './moduleTree';

/** Texts with the doubt of them all. */
class Writer {
  doubt: Doubt | undefined;
  constructor(readonly interpreter: Interpreter) {}

  text(value: StrValue): string {
    this.doubt = either(this.doubt, value.doubt);
    return value.value;
  }
}

/** What a method of the module, which its class may have anew, says of it. */
function saidBy(writer: Writer, module: InstanceValue, name: 'extra_repr' | '_get_name'): string {
  const { interpreter } = writer;
  const said = interpreter.call(interpreter.attribute(module, name), []);
  if (said.kind !== 'str' && said.kind !== 'unknown')
    return interpreter.giveUp(`${module.type.name}.${name}`);
  return writer.text(interpreter.str(said));
}

/** `Module.__repr__` of torch/nn/modules/module.py. */
export function moduleText(interpreter: Interpreter, module: InstanceValue): StrValue {
  const writer = new Writer(interpreter);
  const said = saidBy(writer, module, 'extra_repr');
  const extra = said === '' ? [] : said.split('\n');
  interpreter.meter.step();
  needTable(interpreter, module);
  const children = [...allChildren(module)].map(([name, child]) => {
    const text = writer.text(interpreter.repr(child)).replaceAll('\n', '\n  ');
    return `(${name}): ${text}`;
  });
  const lines = [...extra, ...children];
  interpreter.meter.make(lines.reduce((sum, line) => sum + line.length, 0));
  let body = '';
  if (children.length === 0 && extra.length === 1) body = extra[0] ?? '';
  else if (lines.length > 0) body = `\n  ${lines.join('\n  ')}\n`;
  const name = saidBy(writer, module, '_get_name');
  return new StrValue(`${name}(${body})`, either(writer.doubt, openDoubt(module, true)));
}
