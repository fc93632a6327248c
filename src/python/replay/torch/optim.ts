import { moduleNames, publicNames } from '../../library/names';
import { NotUnderstood } from '../object/errors';
import { type DictValue, InstanceValue, NONE, str, type Value } from '../object/values';
import { getEntry } from '../protocol/hashing';
import { byName, makeModule } from '../modules/make';
import { type TorchCall, torchFunction } from './torchCall';
import { clearGradients } from './gradients';
import { notKnown, RULES, type Update } from './optimizerRules';
import { TensorValue } from './tensorValue';

/** A step of an optimizer, which keeps with it how it changes parameters. */
function step(call: TorchCall): Value {
  const { interpreter } = call;
  const [self, rule, groups] = [call.need('self'), call.string('rule') ?? '', call.need('groups')];
  if (!(self instanceof InstanceValue) || groups.kind !== 'list') return call.giveUp('this optimizer');
  // After another's state was loaded there is no rule.
  const update = rule === '' ? notKnown() : ((self.payload ??= (RULES[rule] ?? notKnown)()) as Update);
  for (const group of groups.items) {
    const params = group.kind === 'dict' ? getEntry(interpreter, group, str('params')) : undefined;
    if (group.kind !== 'dict' || params?.kind !== 'list') return call.giveUp('the groups of an optimizer');
    const numbers = numbersOf(call, group);
    for (const parameter of params.items) {
      if (!(parameter instanceof TensorValue)) throw new NotUnderstood(interpreter.about('condition'));
      const { grad } = parameter.object;
      if (grad === undefined) continue;
      call.spend(parameter.enclosure.numel * 4);
      update(call, parameter, grad, numbers && ((name) => numbers.get(name) ?? 0));
    }
  }
  return NONE;
}

/** The options of a group as numbers, whose doubts are the call's; undefined where one is none that is known. */
function numbersOf(call: TorchCall, group: DictValue): ReadonlyMap<string, number> | undefined {
  const numbers = new Map<string, number>();
  for (const { key, value } of group.entries.values()) {
    if (key.kind !== 'str' || key.value === 'params' || value.kind === 'none') continue;
    const parts = value.kind === 'tuple' || value.kind === 'list' ? value.items : [value];
    for (const [i, part] of parts.entries()) {
      if (part.kind === 'float' && part.error > 0) return undefined;
      if (part.kind === 'float' || part.kind === 'int' || part.kind === 'bool')
        numbers.set(parts.length > 1 ? `${key.value}${i + 1}` : key.value, Number(part.value));
      else if (part instanceof TensorValue && part.enclosure.numel === 1) return undefined;
      else return call.giveUp('an option of the optimizer');
    }
  }
  return numbers;
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
