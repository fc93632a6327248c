import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import {
  type Binding,
  type CallSite,
  enclosing,
  type FunctionDefinition,
  type MemberWrite,
  type Site,
} from '../../syntax/scopes';
import { isRunAlone } from '../names/lookup';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { stringsIn } from './displays';
import { callsEverywhere } from './callsIn';
import { isConfigName } from './settingNames';

/* What is passed or set only to show, test or try something: it does not count where others pass or set it. */

/** What shows or tests something by its name: `def example_positional():`. */
const SHOWS = /^(?:example|demo|test)(?:_|$)/;

/**
 * Whether something is only shown there, or tried by Optuna, which passes a trial to what searches for the best, or by Ray, which
 * passes a configuration.
 */
export function isShown(site: Site, resolver: Resolver): boolean {
  const around = enclosing(site.scope, 'function')?.definition;
  if (around?.type !== 'function') return false;
  const isRay = ({ kind }: Binding): boolean => kind.type === 'import' && kind.path.startsWith('ray.');
  const [first] = around.parameters;
  if (SHOWS.test(around.name) || takesTrial(around)) return true;
  if (first === undefined) return false;
  if (isConfigName(first.name) && isRunByTune(around, resolver)) return true;
  if (first.name !== 'config') return false;
  resolver.need('tune');
  return resolver.moduleOf(site).bindingsOf('tune').some(isRay);
}

function takesTrial({ parameters }: FunctionDefinition): boolean {
  return parameters.some(({ name }) => name === 'trial');
}

/** Whether something stands in a function of a trial's, where what cannot be read is mostly what that suggests: `{"p": sample(trial, "p")}`. */
export function isOfTrial({ scope }: Site): boolean {
  const around = enclosing(scope, 'function')?.definition;
  return around?.type === 'function' && takesTrial(around);
}

/** What Ray's Tune is given a function by that it runs with each configuration that it tries. */
const TUNES = ['run', 'Tuner', 'with_parameters', 'with_resources'];

const TUNE = 'tune';

/** Whether Ray runs a function of the workspace to search for the best: `tune.run(train, config=space)`, `Tuner(partial(train, data=data))`. */
function isRunByTune(definition: FunctionDefinition, resolver: Resolver): boolean {
  return resolver.remembered(definition, 'run by Tune', () => {
    const home = resolver.moduleOf(definition.site);
    const isThere = home.segmentsWith(TUNE).length > 0;
    if (!isThere && resolver.files?.isMentioned(TUNE, resolver.uriOf(home)) !== true) return false;
    return TUNES.some((called) => {
      const calls = callsEverywhere(called, home, resolver);
      if (calls === 'searching') return false;
      return calls.some(
        (call) =>
          resolver.qualifiedName(call.callee, call)?.startsWith('ray.tune.') === true &&
          isFirstOf(call, definition, resolver),
      );
    });
  });
}

/** Whether a call is given a function, in a call of what binds some of its arguments as well. */
function isFirstOf(call: CallSite, definition: FunctionDefinition, resolver: Resolver): boolean {
  let args: SyntaxNode | null = call.args;
  while (args !== null) {
    const first: SyntaxNode | undefined = readArguments(call.segment, args)?.positional[0];
    if (first?.name !== 'CallExpression')
      return first !== undefined && resolver.meaningOf(first, call) === definition;
    args = first.getChild('ArgList');
  }
  return false;
}

/** Whether a file tries there what it defines, below `if __name__ == "__main__"`: who uses it does not meet that. */
export function isTrial({ node, scope, segment }: CallSite): boolean {
  return scope.kind === 'module' && isRunAlone(node, segment);
}

const IN_TESTS = /\/tests?\//;
/** How tests are called, and scripts that measure a trained model, or train one; `test.py` is mostly one of these. */
const LIKE_TEST = /\/test_\w+\.\w+$|_test\.\w+$/;
const SIGNS_OF_TESTS = ['def test', 'class Test', 'unittest', 'pytest'];

/** Whether a place is in a test, which passes what makes it simple or reaches a corner: by the path of its file, and what stands there. */
export function isInTest(site: Site, resolver: Resolver): boolean {
  return isTest(resolver.moduleOf(site), resolver);
}

/** Whether a file is a test, or made for tests. */
export function isTest(module: Module, resolver: Resolver): boolean {
  const uri = resolver.uriOf(module);
  return (
    IN_TESTS.test(uri) ||
    (LIKE_TEST.test(uri) && SIGNS_OF_TESTS.some((sign) => module.segmentsWith(sign).length > 0))
  );
}

/** What a search is to try, of hyperopt, Ray or Optuna: no value that anybody sets. */
const SEARCHED =
  /^(?:(?:hp|tune)\.(?:[pq]?(?:log)?(?:uniform|normal|randn|randint|choice)\w*|grid_search)|trial\.suggest_\w+)\(/;
/** What a search of Optuna's found. */
const FOUND = /^(?:[\w.]*trial\.params|(?:\w+\.)?best_params)\b/;

/** The keys of what says which values a search is to try, as sweeps of Weights & Biases have them. */
const TRIED: readonly (readonly string[])[] = [['values'], ['distribution'], ['min', 'max']];

/** Whether a value is none that anybody sets, but those that a search is to try: `hp.uniform(…)`, `{"values": [0.1, 0.3]}`. */
export function isSearched(value: SyntaxNode, site: Site): boolean {
  if (value.name !== 'DictionaryExpression') return SEARCHED.test(textOf(site.segment, value));
  const keys = stringsIn(value, site);
  return TRIED.some((all) => all.every((key) => keys.includes(key)));
}

/** Whether something is set only where it is shown, tried, or was found: `config.dropout = trial.suggest_float("dropout", 0.1, 0.3)`. */
export function isTried(write: MemberWrite, resolver: Resolver): boolean {
  const { value, segment } = write;
  if (isShown(write, resolver)) return true;
  if (value === undefined) return false;
  if (isSearched(value.node, write)) return true;
  if (!FOUND.test(textOf(segment, value.node))) return false;
  resolver.need('optuna');
  return resolver.moduleOf(write).bindingsOf('optuna').length > 0;
}
