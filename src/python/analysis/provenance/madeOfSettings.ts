import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { childrenOf, textOf } from '../../syntax/nodes';
import { type AbstractObject, isLike, type ObjectOf, ofCaller } from './abstractObject';
import { callsIn, callsOf } from './callsIn';
import { loadedBy } from './dataFiles';
import { isSettings } from './definitions';
import { Environment } from './environment';
import { ofNamedFiles } from './ofNamedFiles';
import { isConfigClassName } from './settingNames';
import { optionsOfUsage } from './usage';

/** What makes an object of a class of settings without a call of the class: `BertConfig.from_json_file(path)`, `Config.load(…)`. */
const MAKERS = /^(?:from_\w+|load|parse_obj|parse_file|model_validate|model_validate_json)$/;

/**
 * An object of settings that a call makes of a file, `BertConfig.from_json_file("config.json")`, with the class's defaults for what the file
 * does not say; of a class that it is given, `tyro.cli(Config)`; or of what a text says, `docopt(__doc__)`.
 *
 * @param content what a file holds
 */
export function madeOfSettings(
  callee: SyntaxNode,
  args: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
  content: (file: ReturnType<typeof loadedBy>) => AbstractObject | undefined,
): AbstractObject | undefined {
  const { site, resolver } = environment;
  const [object, dot, method] = callee.name === 'MemberExpression' ? childrenOf(callee) : [];
  const classOf = (node: SyntaxNode): AbstractObject | undefined => {
    const meaning = resolver.meaningOf(node, site);
    return meaning?.type === 'class' && isSettings(meaning)
      ? { is: 'instance', of: meaning, made: undefined, isSelf: false }
      : undefined;
  };
  if (object !== undefined && dot?.name === '.' && method && MAKERS.test(environment.textOf(method))) {
    const isClass = isConfigClassName(environment.textOf(object).split('.').at(-1) ?? '');
    const made = classOf(object);
    if (made === undefined && !isClass) return undefined;
    const file = content(loadedBy(args, environment));
    return file?.is === 'dictionary' && made !== undefined ? { ...file, otherwise: made } : (file ?? made);
  }
  if (resolver.meaningOf(callee, site) !== undefined) return undefined;
  const given = readArguments(site.segment, args);
  const [said] = given?.positional ?? [];
  if (said && resolver.qualifiedName(callee, site) === 'docopt.docopt')
    return optionsOfUsage(said, environment);
  const named = ofNamedFiles(callee, args, environment, objectOf, content);
  if (named !== undefined) return named;
  const classes = [...(given?.positional ?? []), ...(given?.keywords.values() ?? [])].flatMap(
    (node) => (node.name === 'VariableName' ? classOf(node) : undefined) ?? [],
  );
  return classes.length === 1 ? classes[0] : undefined;
}

/**
 * What a run is given that Weights & Biases keeps, and then gives as `wandb.config.p`: `wandb.init(config={"p": 0.1})`, or
 * `wandb.config.update(args)`, however often that is one and the same.
 */
export function configOfRun({ site, resolver }: Environment, objectOf: ObjectOf): AbstractObject | undefined {
  const given = ['init', 'WandbLogger', 'update'].flatMap((name) => {
    resolver.need(callsOf(name));
    return callsIn(resolver.moduleOf(site), name).flatMap((call) => {
      const callee = textOf(call.segment, call.callee);
      const { positional, keywords } = readArguments(call.segment, call.args) ?? {};
      const node = /^(?:wandb\.init|(?:\w+\.)*WandbLogger)$/.test(callee)
        ? keywords?.get('config')
        : /^(?:wandb|run)\.config\.update$/.test(callee)
          ? positional?.[0]
          : undefined;
      return node ? ofCaller(objectOf(node, new Environment(call, resolver))) : [];
    });
  });
  const [first, ...others] = given;
  if (first === undefined || first.is === 'unknown') return undefined;
  return others.every((other) => isLike(first, other)) ? first : undefined;
}
