import type { Intrinsic } from '../../syntax/ast/ast';
import { NotUnderstood } from '../object/errors';
import type { Interpreter } from '../object/interpreter';
import { lookUp } from '../object/mro';
import { bool, type ClassValue, DictValue, NONE, type Value } from '../object/values';
import { hashKey } from '../protocol/hashing';

/** Builtin types whose one positional pattern is asked of the subject itself. */
const WHOLE: ReadonlySet<string> = new Set('bool dict float frozenset int list set str tuple'.split(' '));

/** Whether a class makes its objects no sequences and no mappings, as one does that was registered for it. */
function isNoContainer({ native, name, module, unknownBase }: ClassValue): boolean {
  const isOwn = native === undefined && unknownBase === undefined && !/^(?:collections|typing)/.test(module);
  return isOwn || /^(?:object|Module|Tensor|Parameter|ndarray)$/.test(name);
}

/** What `match` asks of its subject: see syntax/ast/lowerMatch.ts. */
export function intrinsic(
  interpreter: Interpreter,
  { name, isExact }: Intrinsic,
  args: readonly Value[],
): Value {
  const unknown = args.find((arg) => arg.kind === 'unknown');
  if (unknown !== undefined) throw new NotUnderstood(unknown.doubt, unknown.harmless);
  const [subject = NONE, second = NONE, third = NONE] = args;
  const isObject = subject.kind === 'instance' || subject.kind === 'native';
  const isOpen = isObject && !subject.type.mro.every(isNoContainer);
  switch (name) {
    case 'isSequence': {
      // Objects of what is not known may be sequences or mappings; texts are none, or are not asked here.
      if (isOpen || subject.kind === 'range') return interpreter.giveUp('this pattern');
      if (subject.kind !== 'list' && subject.kind !== 'tuple') return bool(false, subject.doubt);
      const [length, least] = [subject.items.length, second.kind === 'int' ? Number(second.value) : 0];
      return bool(isExact ? length === least : length >= least, subject.doubt);
    }
    case 'isMapping':
      return isOpen ? interpreter.giveUp('this pattern') : bool(subject.kind === 'dict', subject.doubt);
    case 'without': {
      const rest = new DictValue();
      const left = new Set(args.slice(1).map((key) => hashKey(interpreter, key)));
      if (subject.kind !== 'dict') return interpreter.giveUp('this pattern');
      rest.doubt = subject.doubt;
      for (const [key, entry] of subject.entries) if (!left.has(key)) rest.entries.set(key, { ...entry });
      return rest;
    }
    case 'matchArgument': {
      const place = third.kind === 'int' ? Number(third.value) : 0;
      if (second.kind === 'class' && second.module === 'builtins' && WHOLE.has(second.name) && place === 0)
        return subject;
      const names = second.kind === 'class' ? lookUp(second, '__match_args__') : undefined;
      const attribute = names?.kind === 'tuple' ? names.items[place] : undefined;
      return attribute?.kind === 'str'
        ? interpreter.attribute(subject, attribute.value)
        : interpreter.giveUp('this pattern');
    }
    default:
      return interpreter.call(interpreter.builtin(name), args);
  }
}
