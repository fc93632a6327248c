import { ABSTRACT, native, nativeClass } from '../object/native';
import { TRUE } from '../object/values';
import { makeModule } from './make';

/** `abc`: classes stay what they are without it, except that an abstract one can be made. */
export const abcModule = makeModule('abc', {
  ABC: nativeClass('ABC', {
    module: 'abc',
    known: ['__slots__', '__abstractmethods__', '_abc_impl', 'register', '_dump_registry'],
  }),
  abstractmethod: native('abstractmethod', 'funcobj', (args, interpreter) => {
    const func = args.need('funcobj');
    if (func.kind !== 'function') return interpreter.giveUp('abstractmethod');
    func.attributes.set(ABSTRACT, TRUE);
    return func;
  }),
});
