import { namedTupleBase } from './collections';
import { native } from '../object/native';
import { genericType, protocolType } from '../object/types';
import { FALSE, TRUE, UnknownValue } from '../object/values';
import { makeModule } from './make';

/** `typing`: what annotations are made of is never looked at. */
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
  cast: native('cast', 'typ, val', { takesUnknown: true }, (args) => args.need('val')),
  overload: native(
    'overload',
    'func',
    (args, interpreter) => new UnknownValue(interpreter.about('notUnderstood', 'an overload')),
  ),
  final: native('final', 'f', (args) => args.need('f')),
});
