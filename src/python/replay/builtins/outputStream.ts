import { native, nativeClass } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import { int, NativeValue, NONE, type Value } from '../object/values';

/** `sys.stdout` or `sys.stderr`, as they are until something else is put in their place. */
export class OutputStream extends NativeValue {
  constructor(readonly isShown: boolean) {
    super(streamType);
  }
}

/** Shows what a stream is given, its line ends among it. */
export function showText(interpreter: Interpreter, text: string, doubt: Value['doubt']): void {
  interpreter.meter.make(text.length);
  if (text.endsWith('\n')) interpreter.show(text.slice(0, -1), doubt);
  else interpreter.show(text, doubt, 'unended');
}

const streamType = nativeClass('TextIOWrapper', {
  module: '_io',
  members: [
    native('write', 'self, text', (args, interpreter) => {
      const [self, text] = [args.need('self'), args.need('text')];
      if (!(self instanceof OutputStream) || text.kind !== 'str')
        return interpreter.raise('TypeError', 'write() argument must be str', true);
      if (self.isShown) showText(interpreter, text.value, text.doubt);
      return int(Array.from(text.value).length, text.doubt);
    }),
    native('flush', 'self', () => NONE),
  ],
});
