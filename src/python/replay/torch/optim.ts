import { moduleNames, publicNames } from '../../library/names';
import { either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { type DictValue, InstanceValue, NONE, str, type Value } from '../object/values';
import { getEntry } from '../protocol/hashing';
import { byName, makeModule } from '../modules/make';
import { type TorchCall, torchFunction } from './torchCall';
import { clearGradients } from './gradients';
import { RULES, type Update } from './optimizerRules';
import { doubtContents } from './memory';
import { TensorValue } from './tensorValue';

/** A step of an optimizer, which keeps with it how it changes parameters; undefined where that is not understood. */
function step(call: TorchCall): Value {
  const { interpreter } = call;
  const [self, rule, groups] = [call.need('self'), call.string('rule') ?? '', call.need('groups')];
  if (!(self instanceof InstanceValue) || groups.kind !== 'list') return call.giveUp('this optimizer');
  // After another's state was loaded there is no rule.
  const update = rule === '' ? undefined : ((self.payload ??= RULES[rule]?.()) as Update | undefined);
  const known = groups.items.flatMap((group) => {
    const params = group.kind === 'dict' ? getEntry(interpreter, group, str('params')) : undefined;
    const numbers = group.kind === 'dict' && groups.doubt === undefined ? numbersOf(call, group) : undefined;
    const items = params?.kind === 'list' && params.doubt === undefined ? params.items : [];
    return items.map((parameter) => ({ parameter, numbers }));
  });
  for (const { parameter, numbers } of known) {
    if (!(parameter instanceof TensorValue)) throw new NotUnderstood(interpreter.about('condition'));
    const { grad } = parameter.object;
    if (grad === undefined) continue;
    if (update === undefined || numbers === undefined || !(grad instanceof TensorValue))
      doubtContents(
        parameter.enclosure,
        either(grad.doubt, interpreter.about('notUnderstood', 'a step of the optimizer')),
      );
    else {
      call.spend(parameter.enclosure.numel * 4);
      update(call, parameter, grad, (name) => numbers.get(name) ?? 0);
    }
  }
  return NONE;
}

/** The options of a group as numbers; undefined where one is none that is known. */
function numbersOf(call: TorchCall, group: DictValue): ReadonlyMap<string, number> | undefined {
  const numbers = new Map<string, number>();
  let isKnown = group.doubt === undefined;
  for (const { key, value } of group.entries.values()) {
    if (key.kind !== 'str' || key.value === 'params' || (value.kind === 'none' && !value.doubt)) continue;
    const parts = value.kind === 'tuple' || value.kind === 'list' ? value.items : [value];
    for (const [i, part] of parts.entries()) {
      isKnown &&= part.doubt === undefined && !(part.kind === 'float' && part.error > 0);
      if (part.kind === 'float' || part.kind === 'int' || part.kind === 'bool')
        numbers.set(parts.length > 1 ? `${key.value}${i + 1}` : key.value, Number(part.value));
      else if (part instanceof TensorValue && part.enclosure.numel === 1) isKnown = false;
      else return call.giveUp('an option of the optimizer');
    }
  }
  return isKnown ? numbers : undefined;
}

/** Of `torch.optim.optimizer` what goes below Python; the rest stands in ../../library/optimizers.ts. */
export const optimizerModule = makeModule(
  'torch.optim.optimizer',
  byName([
    torchFunction('_step', 'self, rule, groups', { mutates: true }, step),
    torchFunction('_clear', 'params, set_to_none', (call) => {
      clearGradients(call, call.tensorList(call.need('params')));
      return NONE;
    }),
  ]),
);

/** `torch.optim`. */
export const optimModule = makeModule('torch.optim', {}, publicNames(moduleNames('torch.optim')));
