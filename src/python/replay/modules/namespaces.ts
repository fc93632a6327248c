import { native, nativeClass } from '../object/native';
import { type ClassValue, NONE, type Value } from '../object/values';
import { fieldsText } from '../protocol/text';
import { makeModule } from './make';

/** A class of objects that are nothing but their attributes, and print them. */
function namespaceClass(name: string, module: string, title: string, named: string): ClassValue {
  return nativeClass(name, {
    module,
    members: [
      native('__init__', 'self, **keywords', { takesUnknown: true, mutates: true }, (args) => {
        const self = args.need('self');
        if (self.kind === 'instance')
          for (const [key, value] of args.keywords) self.attributes.set(key, value);
        return NONE;
      }),
      native('__repr__', 'self', (args, interpreter) => {
        const self = args.need('self');
        const attributes: ReadonlyMap<string, Value> = self.kind === 'instance' ? self.attributes : new Map();
        return fieldsText(interpreter, title, [...attributes.keys()], (key) => attributes.get(key) ?? NONE);
      }),
      native('__eq__', 'self, other', (_, interpreter) => interpreter.giveUp('this comparison')),
    ],
    missing: (_, key, interpreter) =>
      key.startsWith('__')
        ? undefined
        : interpreter.raise('AttributeError', `'${named}' object has no attribute '${key}'`),
  });
}

/** `argparse.Namespace`. */
export const namespaceType = namespaceClass('Namespace', 'argparse', 'Namespace', 'Namespace');

/** `types`: of it, `SimpleNamespace`. */
export const typesModule = makeModule('types', {
  SimpleNamespace: namespaceClass('SimpleNamespace', 'types', 'namespace', 'types.SimpleNamespace'),
});
