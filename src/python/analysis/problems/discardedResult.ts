import type { SyntaxNode } from '@lezer/common';
import { argumentFor, readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import type { Finding } from '../dropout/finding';
import type { LooseProblem, ProblemFix, RuleSubject } from '../dropout/problem';
import { type Method, methodAround } from '../provenance/methods';
import type { CallSite } from '../../syntax/scopes';
import { argumentOf, moduleMethod, problemAt } from './common';
import { passTraining } from './fixes';

/** Dropout called as a statement, not in place: what it gives is thrown away, and its input stays as it was. */
export function discardedResult({ segment, sites, resolver }: RuleSubject): readonly LooseProblem[] {
  const statements = segment.calls.filter(
    ({ scope, node }) => scope.kind !== 'module' && node.parent?.name === 'ExpressionStatement',
  );
  if (statements.length === 0) return [];
  const byPlace = new Map(sites.map((site) => [site.from, site]));
  return statements.flatMap((call) => {
    resolver.refillBudget();
    const site = byPlace.get(call.at);
    const isFunction = site?.form === 'function' && site.call.node === call.node;
    const layers = isFunction ? [] : layersCalled(call, sites);
    const isDropout = isFunction ? site.within === undefined : layers.length > 0;
    if (!isDropout || ![...layers, ...(isFunction ? [site] : [])].every(makesAnew)) return [];
    const method = moduleMethod(call, resolver);
    if (method === undefined) return [];
    const input = inputOf(call, isFunction ? site : undefined);
    return problemAt(call.node, {
      rule: 'discarded-result',
      severity: 'warning',
      message: { code: 'discarded', args: [textOf(segment, call.callee)] },
      finding: isFunction ? site : undefined,
      fixes: input === undefined ? [] : [assignResult(call, input, isFunction ? site : undefined, method)],
    });
  });
}

/** Whether what a function gives is thrown away, and its input left as it was. */
export function isDiscarded(site: Finding): boolean {
  return site.call.node.parent?.name === 'ExpressionStatement' && makesAnew(site);
}

/** Whether a call leaves its input as it was; one that may work in place is left alone. */
function makesAnew(site: Finding): boolean {
  if (site.callable.isInPlace === true) return false;
  const inplace = argumentOf(site, 'inplace');
  return (
    inplace.passed === 'nothing' ||
    (inplace.passed === 'value' && textOf(site.call.segment, inplace.node) === 'False')
  );
}

/** The dropout layers that are called: all that `self.drop` is ever given in its class; none where it may be something else. */
function layersCalled(call: CallSite, sites: readonly Finding[]): readonly Finding[] {
  const { callee, segment } = call;
  const method = methodAround(call.scope);
  const [object, , property] = [callee.firstChild, null, callee.lastChild];
  if (method === undefined || callee.name !== 'MemberExpression' || object === null || property === null)
    return [];
  if (textOf(segment, object) !== method.self) return [];
  const name = textOf(segment, property);
  const writes = method.owner.selfWrites.get(name) ?? [];
  const layers = writes.flatMap(({ value }) =>
    value === undefined ? [] : sites.filter((site) => isLayer(site) && isSame(site.call.node, value.node)),
  );
  return layers.length === writes.length ? layers : [];
}

function isLayer({ form, within }: Finding): boolean {
  return form === 'module' && within === undefined;
}

function isSame(a: SyntaxNode, b: SyntaxNode): boolean {
  return a.from === b.from && a.to === b.to;
}

/** What is called with: the name or attribute that the result is to replace. */
function inputOf(call: CallSite, site: Finding | undefined): SyntaxNode | undefined {
  const argument =
    site === undefined
      ? readArguments(call.segment, call.args)?.positional[0]
      : valueOf(argumentFor(call.segment, call.args, site.callable.parameters, 'input'));
  const isTarget = argument?.name === 'VariableName' || argument?.name === 'MemberExpression';
  return isTarget ? argument : undefined;
}

function valueOf(argument: ReturnType<typeof argumentFor>): SyntaxNode | undefined {
  return argument.passed === 'value' ? argument.node : undefined;
}

/** Assigns the result to what was passed. What would then stay on is given the mode, too. */
function assignResult(
  { segment, node }: CallSite,
  input: SyntaxNode,
  site: Finding | undefined,
  method: Method,
): ProblemFix {
  const name = textOf(segment, input);
  const staysOn = site?.verdict.reason === 'omitted' ? passTraining(site, method).edits : [];
  return {
    code: 'assignResult',
    args: [name],
    isSafe: true,
    edits: [{ from: node.from, to: node.from, text: `${name} = ` }, ...staysOn],
  };
}
