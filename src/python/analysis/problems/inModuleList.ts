import { textOf } from '../../syntax/nodes';
import { collectionsOf } from '../dropout/collections';
import type { Finding } from '../dropout/finding';
import type { ProblemFix } from '../dropout/problem';
import { methodAround } from '../provenance/methods';
import type { CallSite } from '../../syntax/scopes';
import { isPlainDropout } from './common';

/**
 * Makes the plain list around what is hidden an `nn.ModuleList`; undefined for other collections, and where it is not
 * seen how the code calls `torch.nn`.
 */
export function inModuleList(call: CallSite, on: string, sites: readonly Finding[]): ProblemFix | undefined {
  const method = methodAround(call.scope);
  const { segment } = call;
  const name =
    method === undefined || !on.startsWith(`${method.self}.`) ? '' : on.slice(method.self.length + 1);
  const writes = method?.owner.selfWrites.get(name) ?? [];
  const [value, ...others] = writes.map((write) => write.value?.node);
  const bases = method?.owner.bases.map((base) => textOf(base.segment, base.node)) ?? [];
  const nn = bases.flatMap((base) => /^(.*\bnn)\.Module$/.exec(base)?.[1] ?? [])[0];
  if (value === undefined || others.length > 0 || nn === undefined) return undefined;
  const isEmptyCall = textOf(segment, value) === 'list()';
  if (!isEmptyCall && !/^Array(?:Comprehension)?Expression$/.test(value.name)) return undefined;
  const list = `${nn}.ModuleList`;
  const stored = (method && collectionsOf(method.owner).get(name)?.stored) ?? [];
  return {
    code: 'moduleList',
    args: [`${on} = ${list}(…)`],
    isSafe: stored.every((node) => sites.some((site) => isPlainDropout(site) && site.from === node.from)),
    edits: isEmptyCall
      ? [{ from: value.from, to: value.to, text: `${list}()` }]
      : [
          { from: value.from, to: value.from, text: `${list}(` },
          { from: value.to, to: value.to, text: ')' },
        ],
  };
}
