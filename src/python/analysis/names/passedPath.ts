import type { SyntaxNode } from '@lezer/common';
import { boundArgument } from '../../syntax/arguments';
import type { Binding, Site } from '../../syntax/scopes';
import type { Module } from './module';

/** What a module is called that functions are given: others are looked up too often. */
const GIVEN_MODULES = /^(?:torch|nn|F)$/;

type Parameter = Extract<Binding['kind'], { type: 'parameter' }>;

/** What is asked for what names lead to. */
interface Paths {
  need(name: string): void;
  moduleOf(site: Site): Module;
  qualifiedName(node: SyntaxNode, site: Site): string | undefined;
}

/** Whether a parameter is called like one of torch's modules, which calls of its function may pass. */
export function mayBeModule({ parameter, definition }: Parameter): boolean {
  return GIVEN_MODULES.test(parameter.name) && definition.name !== '';
}

/** The path that all calls of a function in its file pass for a parameter: `def build(nn, p)`, and `build(torch.nn, 0.1)`. */
export function passedPath({ parameter, definition }: Parameter, resolver: Paths): string | undefined {
  const { name } = definition;
  resolver.need(`${name}()`);
  const paths = resolver
    .moduleOf(definition.site)
    .segmentsWith(name)
    .flatMap(({ calls }) => calls.filter((call) => call.name === name && call.callee.name === 'VariableName'))
    .map((call) => {
      const argument = boundArgument(call.segment, call.args, definition, parameter.name);
      return argument.passed === 'value' ? resolver.qualifiedName(argument.node, call) : undefined;
    });
  const [first, ...others] = paths;
  return others.every((other) => other === first) ? first : undefined;
}
