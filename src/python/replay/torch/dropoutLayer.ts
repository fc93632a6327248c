import {
  checkP,
  type DropoutKind,
  type DropoutLayer,
  forward,
  type PythonNumber,
  reprLayer,
  reprTensor,
} from '../../../torch';
import { either } from '../doubt';
import { recordDropout } from '../dropoutCalls';
import type { Interpreter } from '../interpreter';
import { native, nativeClass } from '../native';
import { type InstanceValue, NONE, str, type Value, FALSE, TRUE } from '../values';
import { newTensor, type TensorValue, tensorOf } from './tensorValue';

/** The number that a Python value is. */
export function pythonNumber(interpreter: Interpreter, value: Value): PythonNumber {
  if (value.kind === 'float') return { type: 'float', value: value.value };
  if (value.kind === 'int') return { type: 'int', value: Number(value.value) };
  return interpreter.giveUp('this number');
}

/** `torch.nn.Dropout` and its kin. */
export function dropoutClass(kind: DropoutKind): ReturnType<typeof nativeClass> {
  return nativeClass(kind, {
    module: 'torch.nn.modules.dropout',
    members: [
      native('__init__', 'self, p=, inplace=', (args, interpreter) => {
        const self = args.need('self') as InstanceValue;
        const p = args.get('p');
        const number: PythonNumber =
          p === undefined ? { type: 'float', value: 0.5 } : pythonNumber(interpreter, p);
        checkP(number);
        self.payload = { kind, p: number, inplace: false };
        self.doubt = either(self.doubt, p?.doubt);
        self.attributes.set('training', TRUE);
        return NONE;
      }),
      native(
        '__call__',
        'self, input',
        (args, interpreter) => {
          const self = args.need('self') as InstanceValue;
          const input = tensorOf(args.need('input')) ?? interpreter.giveUp('this input');
          return callLayer(interpreter, self, input);
        },
        { draws: true },
      ),
      native('eval', 'self', (args) => {
        const self = args.need('self') as InstanceValue;
        self.attributes.set('training', FALSE);
        return self;
      }),
      native('__repr__', 'self', (args) => {
        const self = args.need('self') as InstanceValue;
        return str(reprLayer(self.payload as DropoutLayer));
      }),
    ],
  });
}

function callLayer(interpreter: Interpreter, self: InstanceValue, input: TensorValue): Value {
  const layer = self.payload as DropoutLayer;
  const training =
    interpreter.truth(self.attributes.get('training') ?? TRUE).value ?? interpreter.giveUp('training');
  const { random } = interpreter;
  const record = recordDropout(interpreter, input.tensor, () => reprTensor(input.tensor));
  const result = forward(layer, input.tensor, { training, generator: random.generator });
  const draws = result.mask !== undefined;
  const maskDoubt = either(input.doubt, either(self.doubt, draws ? random.doubt : undefined));
  const doubt = either(input.contentsDoubt, maskDoubt);
  const output = newTensor(result.output, doubt);
  if (draws && interpreter.control !== undefined) random.lose(interpreter.control);
  const outputText = (): string => reprTensor(result.output);
  record({ layer, training, mask: result.mask, output: result.output, outputText, maskDoubt, doubt });
  return output;
}
