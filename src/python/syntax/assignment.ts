import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from './nodes';

/** The parts of `a = b = value`, `a, b = 1, 2` or `a: float = value`. */
export interface Assignment {
  /** Each target with the value that it surely gets, where the two sides can be paired off, else with its place among what is unpacked. */
  readonly targets: readonly {
    readonly target: SyntaxNode;
    readonly value: SyntaxNode | undefined;
    readonly place?: number | undefined;
    /** How many targets there are beside each other. */
    readonly count?: number;
  }[];
  /** The right side, empty for a bare annotation. */
  readonly values: readonly SyntaxNode[];
  readonly annotations: readonly SyntaxNode[];
}

/** Takes an AssignStatement apart. */
export function readAssignment(node: SyntaxNode): Assignment {
  const target = node.firstChild;
  const operator = target?.nextSibling;
  const value = operator?.nextSibling;
  // Most are `name = value` or `self.name = value`, and a long file has thousands of them.
  if (
    (target?.name === 'VariableName' || target?.name === 'MemberExpression') &&
    operator?.name === 'AssignOp' &&
    value?.nextSibling === null &&
    !value.type.isError
  )
    return { targets: [{ target, value }], values: [value], annotations: [] };
  const groups: SyntaxNode[][] = [[]];
  const annotations: SyntaxNode[] = [];
  for (const child of childrenOf(node)) {
    if (child.name === 'AssignOp') groups.push([]);
    else if (child.name === 'TypeDef') annotations.push(child);
    else groups.at(-1)?.push(child);
  }
  const values = groups.length > 1 ? (groups.pop() ?? []) : [];
  return { targets: groups.flatMap((group) => paired(group, values)), values, annotations };
}

function paired(group: readonly SyntaxNode[], values: readonly SyntaxNode[]): Assignment['targets'] {
  const targets = elements(group);
  const parts = group.length === 1 && targets.length === 1 ? values : elements(values);
  const unsure = [...group, ...targets, ...values, ...parts].some(
    (part) => part.name === '*' || part.type.isError,
  );
  const pairable = !unsure && targets.length === parts.length;
  const isOne = !unsure && !pairable && values.length === 1;
  return targets.map((target, i) => ({
    target,
    value: pairable ? parts[i] : undefined,
    place: isOne ? i : undefined,
    count: targets.length,
  }));
}

/** The elements of `a, b` or `(a, b)` or `[a, b]`; a lone expression is its own only element. */
function elements(nodes: readonly SyntaxNode[]): SyntaxNode[] {
  const [only, ...rest] = nodes;
  if (only === undefined) return [];
  if (rest.length === 0 && (only.name === 'TupleExpression' || only.name === 'ArrayExpression')) {
    return childrenOf(only).filter((child) => !/^[()[\],]$/.test(child.name));
  }
  return nodes.filter((node) => node.name !== ',');
}
