import * as numpy from '../../../numpy';
import { ITEM_SIZES } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { addMembers, native } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import { int, PropertyValue, TupleValue, type Value } from '../object/values';
import { ownNames, publicNames } from '../../library/names';
import { genericType, NdarrayValue, ndarrayType, scalarTypes } from '../torch/ndarray';
import { NumpyDtypeValue } from './dtypes';
import { indexing } from './indexing';
import { computed, NumpyCall, unmodelledMember } from './numpyCall';
import { methods } from './functions';
import { arrayOperators, operators } from './operators';

/** The attributes of arrays that are computed. */
const PROPERTIES: Readonly<Record<string, (self: NdarrayValue, call: NumpyCall) => Value>> = {
  shape: ({ enclosure }) => new TupleValue(enclosure.shape.map((size) => int(size))),
  ndim: ({ enclosure }) => int(enclosure.dim),
  size: ({ enclosure }) => int(enclosure.numel),
  nbytes: ({ enclosure }) => int(ITEM_SIZES[enclosure.dtype] * enclosure.numel),
  dtype: ({ enclosure }, call) =>
    numpy.isNumpyDType(enclosure.dtype) ? new NumpyDtypeValue(enclosure.dtype) : call.unmodelled(),
  T: ({ enclosure }, call) => call.view(algebra.reversed(enclosure)),
};

const ARRAY_NAMES = publicNames(ownNames('ndarray'));

/** Whatever else an array has; what numpy's numbers have is not asked. */
function otherMember(self: Value, name: string, interpreter: Interpreter): Value | undefined {
  const isMissing = self instanceof NdarrayValue && !self.isScalar && !ARRAY_NAMES.has(name);
  return isMissing || name.startsWith('__') ? undefined : unmodelledMember(interpreter, self, name);
}

for (const type of [genericType, ndarrayType]) {
  addMembers(type, [...methods, ...operators, ...indexing]);
  for (const [name, get] of Object.entries(PROPERTIES))
    type.members.set(
      name,
      new PropertyValue(
        native(name, 'self', (args, interpreter) => {
          const self = args.need('self');
          const call = new NumpyCall(interpreter, new Map([['self', self]]));
          const otherwise = (): Value => unmodelledMember(interpreter, self, name);
          return self instanceof NdarrayValue
            ? computed(call, () => get(self, call), otherwise)
            : otherwise();
        }),
      ),
    );
  if (type.native === undefined) continue;
  type.native.missing = otherMember;
  type.native.construct = native(type.name, '*args, **keywords', (_, interpreter) =>
    interpreter.giveUp(`numpy.${type.name}`),
  );
}
addMembers(ndarrayType, arrayOperators);
if (ndarrayType.native !== undefined) ndarrayType.native.known = ARRAY_NAMES;

for (const [name, type] of scalarTypes)
  if (type.native !== undefined && numpy.isNumpyDType(name))
    type.native.construct = native(name, 'cls, x=', (args, interpreter) => {
      const call = new NumpyCall(interpreter, new Map());
      const x = args.get('x') ?? int(0);
      const give = (): never => interpreter.leave(`numpy.${name}`);
      return computed(call, () => (x.kind === 'list' ? give() : call.result(call.asArray(x, name))), give);
    });
