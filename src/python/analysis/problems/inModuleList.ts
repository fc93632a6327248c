import { textOf } from '../../syntax/nodes';
import { collectionsOf } from '../dropout/collections';
import type { ProblemFix } from '../dropout/problem';
import type { Method } from '../provenance/methods';

/**
 * Makes the plain list that an attribute `on` of a method's object holds an `nn.ModuleList`; nothing for other collections,
 * and where it is not seen how the code calls `torch.nn`. `plain` has where calls begin that make layers that only drop.
 */
export function inModuleList(
  { owner, self }: Method,
  on: string,
  plain: ReadonlySet<number>,
): readonly ProblemFix[] {
  const name = on.slice(self.length + 1);
  const [write, ...others] = owner.selfWrites.get(name) ?? [];
  const bases = owner.bases.map((base) => textOf(base.segment, base.node));
  const nn = bases.flatMap((base) => /^(.*\bnn)\.Module$/.exec(base)?.[1] ?? [])[0];
  if (write?.value === undefined || others.length > 0 || nn === undefined) return [];
  const { segment, node } = write.value;
  const isEmptyCall = textOf(segment, node) === 'list()';
  if (!isEmptyCall && !/^Array(?:Comprehension)?Expression$/.test(node.name)) return [];
  const list = `${nn}.ModuleList`;
  const stored = collectionsOf(owner).get(name)?.stored ?? [];
  return [
    {
      code: 'moduleList',
      args: [`${on} = ${list}(…)`],
      isSafe: stored.every(({ from }) => plain.has(from)),
      edits: isEmptyCall
        ? [{ from: node.from, to: node.to, text: `${list}()` }]
        : [
            { from: node.from, to: node.from, text: `${list}(` },
            { from: node.to, to: node.to, text: ')' },
          ],
    },
  ];
}
