import { mayUse } from '../../syntax/mentions';
import { textOf } from '../../syntax/nodes';
import type { Binding, CallSite, FunctionDefinition, Scope, Segment } from '../../syntax/scopes';
import type { Module } from '../names/module';
import { isSubscript } from './namesGivenOn';

/** Whether a call passes what a name stands for, or what is given another there: `layer_type = Block`. */
export function isPassedTo({ args, segment, scope }: CallSite, name: string): boolean {
  if (args.getChildren('MemberExpression').some((node) => textOf(segment, node).endsWith(`.${name}`)))
    return true;
  return args.getChildren('VariableName').some((node) => {
    const passed = textOf(segment, node);
    const bindings = passed === name ? [] : (scope.names.get(passed) ?? []);
    const isGiven = ({ kind }: Binding): boolean => {
      const of = kind.type === 'value' ? kind.value : kind.type === 'loop' ? kind.iterable : undefined;
      const mayGive =
        kind.type === 'loop' || (of !== undefined && /^(?:VariableName|Conditional)/.test(of.node.name));
      return of !== undefined && mayGive && textOf(of.segment, of.node).includes(name);
    };
    return passed === name || bindings.some(isGiven);
  });
}

/** Whether a call's callee is some other name that may have been given to a function or class. */
export function isWorthwhile(
  { callee, segment, scope }: CallSite,
  { name, site }: Pick<FunctionDefinition, 'name' | 'site'>,
): boolean {
  const isOther = (): boolean => textOf(segment, callee) !== name || isGivenAnew(name, scope);
  return (
    (callee.name === 'VariableName' && (site.scope.kind !== 'module' || isOther())) ||
    callee.name === 'CallExpression' ||
    isSubscript(callee) ||
    (callee.name === 'MemberExpression' && callee.firstChild?.name === 'VariableName')
  );
}

/** Whether a name stands for what is passed or given it there: `def build(Net): return Net(0.1)`. */
function isGivenAnew(name: string, scope: Scope): boolean {
  const bindings = scope.names.get(name);
  if (bindings === undefined) return scope.parent !== undefined && isGivenAnew(name, scope.parent);
  return bindings.some(({ kind }) => kind.type === 'parameter' || kind.type === 'value');
}

/** The segments of a module that may use something by its name, rather than only define it: no others are parsed. */
export function segmentsUsing(module: Module, name: string): readonly Segment[] {
  return module.segmentsWith(name).filter((segment) => mayUse(segment, name));
}
