import { stringValue, textOf } from '../../syntax/nodes';
import type { ExpressionSite } from '../../syntax/scopes';
import { DATA_NAME, groupFile } from '../names/dataText';
import type { Module } from '../names/module';
import { elementsOf, stringsIn, valueOfKey } from './displays';

/** What stands in a file of settings. */
export function contentOf(module: Module): ExpressionSite | undefined {
  const kind = module.bindingsOf(DATA_NAME)[0]?.kind;
  return kind?.type === 'value' ? kind.value : undefined;
}

/** Whether a file of settings takes in another one, as hydra's do: `defaults: [{model: small}]`, and `conf/model/small.yaml`. */
export function takesIn(module: Module, uri: string): boolean {
  const root = contentOf(module);
  const defaults = root && valueOfKey(root.node, root, 'defaults');
  if (root === undefined || defaults?.name !== 'ArrayExpression') return false;
  return elementsOf(defaults).some((one) =>
    stringsIn(one, root).some((key) => {
      const value = valueOfKey(one, root, key);
      const name = value && stringValue(textOf(root.segment, value));
      const group = key.replace(/^(?:override )?\/?/, '');
      return name !== undefined && uri.endsWith(`/${groupFile(group, name)}`);
    }),
  );
}
