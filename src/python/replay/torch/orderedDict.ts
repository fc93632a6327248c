import { DictValue } from '../object/values';
import { collectionsModule } from '../modules/collections';

/** An empty `collections.OrderedDict`. */
export function orderedDict(): DictValue {
  const type = collectionsModule.members.get('OrderedDict');
  return new DictValue(type?.kind === 'class' ? type : undefined);
}
