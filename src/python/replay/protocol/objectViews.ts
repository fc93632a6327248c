import { ENTRY_BYTES } from '../../primitives/budget';
import { either } from '../object/doubt';
import type { Interpreter } from '../object/interpreter';
import { DictValue, type InstanceValue, str, type Value } from '../object/values';

/** A dict that follows an object, with what it shows of it. */
type ObjectView = NonNullable<ReturnType<NonNullable<InstanceValue['views']>['get']>>;

/**
 * A dict of those attributes of an object that it shows, such as `object.__dict__`: what is put into it, the object has.
 *
 * @param how its type; what comes before any change, and what else belongs to a name that is put in or dropped
 */
export function viewOf(
  interpreter: Interpreter,
  object: InstanceValue,
  name: string,
  shows: ObjectView['shows'],
  how: {
    readonly type?: DictValue['type'];
    check?(): void;
    put?(name: string, value: Value): void;
    drop?(name: string): void;
  } = {},
): DictValue {
  const views = (object.views ??= new Map<string, ObjectView>());
  let view = views.get(name);
  const nameIn = (key: Value): string => {
    how.check?.();
    const isSure = key.kind === 'str' && key.doubt === undefined && interpreter.control === undefined;
    return isSure ? key.value : interpreter.giveUp(`a change of ${name}`);
  };
  if (view === undefined) {
    view = { dict: new DictValue(how.type), shows };
    view.dict.writes = {
      set(key, value) {
        const one = nameIn(key);
        how.put?.(one, value);
        interpreter.meter.hold(ENTRY_BYTES);
        object.attributes.set(one, value);
        refreshViews(object, one);
      },
      delete(key) {
        const one = nameIn(key);
        if (!shows(one) || !object.attributes.delete(one)) return false;
        how.drop?.(one);
        refreshViews(object, one);
        return true;
      },
    };
    views.set(name, view);
    for (const attribute of object.attributes.keys()) {
      interpreter.meter.make(1, ENTRY_BYTES);
      refresh(object, view, attribute);
    }
  }
  view.dict.doubt = either(view.dict.doubt, object.doubt);
  return view.dict;
}

/** To be called when an attribute of an object was changed. */
export function refreshViews(object: InstanceValue, name: string): void {
  for (const view of object.views?.values() ?? []) refresh(object, view, name);
}

function refresh(
  { attributes }: InstanceValue,
  { dict: { entries }, shows }: ObjectView,
  name: string,
): void {
  const value = shows(name) ? attributes.get(name) : undefined;
  const entry = entries.get(`s${name}`);
  if (value === undefined) entries.delete(`s${name}`);
  else if (entry === undefined) entries.set(`s${name}`, { key: str(name), value });
  else entry.value = value;
}
