import { namedTupleBase } from './collections';
import { native } from '../object/native';
import { genericType, protocolType } from '../object/types';
import { FALSE, TRUE } from '../object/values';
import { makeModule } from './make';

/** `typing`: what annotations are made of is never looked at. The rest is written in Python. */
export const typingModule = makeModule('typing', {
  TYPE_CHECKING: FALSE,
  Generic: genericType,
  Protocol: protocolType,
  runtime_checkable: native('runtime_checkable', 'cls', (args, interpreter) => {
    const cls = args.need('cls');
    if (cls.kind !== 'class' || !cls.bases.includes(protocolType)) return interpreter.giveUp('this protocol');
    cls.members.set('_is_runtime_protocol', TRUE);
    return cls;
  }),
  NamedTuple: namedTupleBase,
});
