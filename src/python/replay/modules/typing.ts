import { namedTupleBase } from './collections';
import { native } from '../object/native';
import { genericType } from '../object/types';
import { FALSE, UnknownValue } from '../object/values';
import { makeModule } from './make';

/** `typing`: what annotations are made of is never looked at. */
export const typingModule = makeModule('typing', {
  TYPE_CHECKING: FALSE,
  Generic: genericType,
  NamedTuple: namedTupleBase,
  cast: native('cast', 'typ, val', { takesUnknown: true }, (args) => args.need('val')),
  overload: native(
    'overload',
    'func',
    (args, interpreter) => new UnknownValue(interpreter.about('notUnderstood', 'an overload')),
  ),
  final: native('final', 'f', (args) => args.need('f')),
});
