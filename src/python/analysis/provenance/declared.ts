import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { ClassDefinition, ExpressionSite, Site } from '../../syntax/scopes';
import { unknown } from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import type { AbstractObject } from './abstractObject';

/** An object of the class that an annotation names: `BertConfig`, `"BertConfig"`, `Optional[BertConfig]`. */
export function annotatedClass(node: SyntaxNode, site: Site, resolver: Resolver): AbstractObject | undefined {
  if (
    node.name === 'VariableName' ||
    (node.name === 'MemberExpression' && node.lastChild?.name === 'PropertyName')
  ) {
    const meaning = resolver.meaningOf(node, site);
    if (meaning?.type === 'class') return { is: 'instance', of: meaning, made: undefined, isSelf: false };
    const text = textOf(site.segment, node);
    if (meaning?.type === 'searching') return { is: 'unknown', reason: unknown('searching', text) };
    // An annotation that says no more than that it is some dictionary or object says nothing.
    const plain =
      /^(?:(?:typing\.)?(?:Any|Dict|Mapping)|dict|object|(?:argparse\.)?Namespace|(?:omegaconf\.)?(?:DictConfig|OmegaConf)|Params|\w*\.?ConfigDict)$/;
    return plain.test(text) ? undefined : { is: 'unknown', reason: unknown('imported', text) };
  }
  if (node.name === 'BinaryExpression' && node.firstChild !== null)
    return annotatedClass(node.firstChild, site, resolver);
  const [outer, , inner] = childrenOf(node);
  if (node.name === 'MemberExpression' && outer !== undefined && inner !== undefined)
    return textOf(site.segment, outer).endsWith('Optional')
      ? annotatedClass(inner, site, resolver)
      : undefined;
  return undefined;
}

/**
 * An object of the class that a class, or one that it is derived from, says it is configured by, as those of transformers do:
 * `config_class = BertConfig`, `config: BertConfig`.
 */
export function declaredConfig(of: ClassDefinition, resolver: Resolver): AbstractObject | undefined {
  return resolver.lookInto(() => ownConfig(of, resolver) ?? inheritedConfig(of, resolver), undefined);
}

function ownConfig(of: ClassDefinition, resolver: Resolver): AbstractObject | undefined {
  const [assigned, ...others] = of.scope.names.get('config_class') ?? [];
  const named = assigned?.kind.type === 'value' && others.length === 0 ? assigned.kind.value : undefined;
  const typed = named ? annotatedClass(named.node, named, resolver) : typeDeclared(of, 'config', resolver);
  // What says `None` leaves it to the classes above.
  const isOpen = typed?.is === 'unknown' && typed.reason.reason !== 'searching';
  return isOpen ? undefined : typed;
}

function inheritedConfig(of: ClassDefinition, resolver: Resolver): AbstractObject | undefined {
  for (const base of of.bases) {
    const meaning = resolver.meaningOf(base.node, base);
    const inherited = meaning?.type === 'class' ? declaredConfig(meaning, resolver) : undefined;
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** An object of the class that a class's body says an attribute is of: `model: ModelConfig`. */
export function typeDeclared(
  of: ClassDefinition,
  name: string,
  resolver: Resolver,
): AbstractObject | undefined {
  const type = annotationIn(of, name);
  return type && annotatedClass(type.node, type, resolver);
}

/** An object of the class that is said where something is kept that cannot be read: `self.config: Config = load()`. */
export function typeAssigned(
  { node, ...site }: ExpressionSite,
  resolver: Resolver,
): AbstractObject | undefined {
  const type =
    node.parent?.name === 'AssignStatement' ? node.parent.getChild('TypeDef')?.lastChild : undefined;
  const typed = type && annotatedClass(type, site, resolver);
  return typed?.is === 'instance' ? { ...typed, isPassed: true } : undefined;
}

/** The type that a class's body gives a name: `config: BertConfig`. */
function annotationIn({ node, site, scope }: ClassDefinition, name: string): ExpressionSite | undefined {
  for (const statement of node.getChild('Body')?.getChildren('AssignStatement') ?? []) {
    const { firstChild } = statement;
    const type = statement.getChild('TypeDef')?.lastChild;
    if (type && firstChild?.name === 'VariableName' && textOf(site.segment, firstChild) === name)
      return { ...site, scope, at: statement.from, node: type };
  }
  return undefined;
}
