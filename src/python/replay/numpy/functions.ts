import * as numpy from '../../../numpy';
import * as algebra from '../../../torch/algebra';
import type { NativeFunction, Value } from '../object/values';
import { NdarrayValue } from '../torch/ndarray';
import { TensorValue } from '../torch/tensorValue';
import { type NumpyCall, numpyFunction, numpyMethod } from './numpyCall';

const withArray = (first: string, signature: string): string =>
  signature === '' ? first : `${first}, ${signature}`;

/** `np.array(object, dtype)`: a copy, of a tensor, too. */
function array(call: NumpyCall, isCopy: boolean): Value {
  const object = call.need('object');
  const dtype = call.dtype();
  let source = object;
  if (object instanceof TensorValue)
    source = call.interpreter.call(call.interpreter.attribute(object, 'numpy'), []);
  if (source instanceof NdarrayValue && !source.isScalar) {
    const { enclosure } = source;
    if (!isCopy && (dtype === undefined || dtype === enclosure.dtype)) return source;
    const copy = algebra.clone(call.asArray(source));
    return call.result(numpy.laidOutAs(algebra.convert(copy, dtype ?? copy.dtype), [enclosure]), false);
  }
  return call.result(call.asArray(source, dtype), false);
}

/** The functions of the module that draw nothing. */
export const functions: readonly NativeFunction[] = [
  numpyFunction('array', 'object, dtype=', (call) => array(call, true)),
  numpyFunction('asarray', 'object, dtype=', (call) => array(call, false)),
  ...numpy.CREATION.map(({ name, signature, body }) => numpyFunction(name, signature, body)),
  ...[...numpy.SHARED, ...numpy.FUNCTIONS].map(({ name, signature, body }) =>
    numpyFunction(name, withArray('a', signature), body),
  ),
];

/** Those of `numpy.linalg`. */
export const linear = numpy.LINEAR.map(({ name, signature, body }) =>
  numpyFunction(`linalg.${name}`, withArray('a', signature), body),
);

/** The methods of arrays, and of numpy's numbers. */
export const methods: readonly NativeFunction[] = [...numpy.SHARED, ...numpy.METHODS].map(
  ({ name, signature, body }) => numpyMethod(name, withArray('self', signature), body),
);
