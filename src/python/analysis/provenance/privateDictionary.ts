import type { SyntaxNode } from '@lezer/common';
import { eachNode, textOf } from '../../syntax/nodes';
import type { Binding, MemberWrite } from '../../syntax/scopes';

/** What makes a dictionary of what another one has: `options.copy()`, `deepcopy(options)`, `dict(options, n=2)`, `{**options}`. */
const COPIES = /^(?:[\w.[\]"']+\.copy\(\)$|(?:copy\.)?(?:deep)?copy\(|dict\(\s*[\w*]|\{\s*\*\*)/;

/** Whether a name is bound to what no one else has: a function's own `**kwargs`, or a copy. */
function isOwn({ kind }: Binding): boolean {
  return kind.type === 'parameter'
    ? kind.parameter.kind === 'doubleStar'
    : kind.type === 'value' && COPIES.test(textOf(kind.value.segment, kind.value.node));
}

/**
 * How far what is written reaches by itself: 'nowhere' where it is put into a dictionary of a function's own, and that is only unpacked there:
 * `kwargs["p"] = 0.3`, and `build(**kwargs)`. Whoever takes that is asked for it. 'somewhere' where the function hands that dictionary on as a
 * whole: it need not be what is read under a name of settings.
 */
export function reachOf({ node, scope, segment }: MemberWrite): 'everywhere' | 'somewhere' | 'nowhere' {
  let root: SyntaxNode | null = node;
  while (root?.name === 'MemberExpression') root = root.firstChild;
  const name = root?.name === 'VariableName' ? textOf(segment, root) : undefined;
  const bindings = name === undefined ? [] : (scope.names.get(name) ?? []);
  const { definition } = scope;
  if (name === undefined || definition?.type !== 'function' || !bindings.some(isOwn)) return 'everywhere';
  let isHandedOn = !bindings.every(isOwn);
  eachNode(
    definition.node,
    'VariableName',
    ({ parent, prevSibling, nextSibling, from }) => {
      const isPart = parent?.name === 'MemberExpression' && parent.firstChild?.from === from;
      const isBound =
        parent?.name === 'ParamList' ||
        (parent?.name === 'AssignStatement' && nextSibling?.name === 'AssignOp');
      isHandedOn ||= !isPart && !isBound && prevSibling?.name !== '**';
    },
    { source: segment, text: name },
  );
  return isHandedOn ? 'somewhere' : 'nowhere';
}
