import type { SyntaxNode } from '@lezer/common';
import { childrenOf, onOneLine, stringValue, textOf } from '../../syntax/nodes';
import { type Binding, type NodeRef, type Segment, type Site, TOP_BLOCK } from '../../syntax/scopes';

/** A test that decides whether a node runs; `holds` where it runs if the test is true. */
export interface Test {
  readonly test: SyntaxNode;
  readonly holds: boolean;
}

export const BODIES: ReadonlySet<string> = new Set([
  'FunctionDefinition',
  'LambdaExpression',
  'ClassDefinition',
]);

/** The tests that decide whether a node runs, from the inside out. */
export function testsAround(node: SyntaxNode): readonly Test[] {
  const tests: Test[] = [];
  for (let at = node; at.parent !== null && !BODIES.has(at.name); at = at.parent) {
    const { parent } = at;
    if (parent.name === 'ConditionalExpression') {
      const [first, , test, , last] = childrenOf(parent);
      if (test !== undefined && first?.from === at.from) tests.push({ test, holds: true });
      else if (test !== undefined && last?.from === at.from) tests.push({ test, holds: false });
    } else if (parent.name === 'IfStatement' && at.name === 'Body') {
      const before = at.prevSibling;
      const isElse = before?.name === 'else';
      const test = isElse ? parent.firstChild?.nextSibling : before;
      if (test) tests.push({ test, holds: !isElse });
    }
  }
  return tests;
}

/** What asks whether something is one number, where several may be given. */
const ONE_NUMBER = /, \(?(?:float|int)(?:, (?:float|int))?\)+$/;

/** Whether a name is bound only where it is still to be brought into form: `if name is None:`, `if not isinstance(name, list):`, `if isinstance(name, float):`. */
export function isGuarded({ node, site: { segment } }: Binding, name: string): boolean {
  const branch = node.parent?.parent;
  const test = node.parent?.prevSibling;
  if (branch?.name !== 'IfStatement' || test === null || test === undefined) return false;
  const text = words(segment, test);
  return (
    text === `${name} is None` ||
    text.startsWith(`not isinstance(${name},`) ||
    (text.startsWith(`isinstance(${name},`) && ONE_NUMBER.test(text))
  );
}

/** Whether an attribute is set to what a dictionary has, if it has it: `if "p" in config: self.p = float(config["p"])`. */
export function isTakenIfThere({ segment, node }: NodeRef): boolean {
  const body = node.parent?.parent;
  const test = body?.prevSibling;
  if (body?.parent?.name !== 'IfStatement' || test?.name !== 'BinaryExpression') return false;
  const [key, operator, dictionary, ...more] = childrenOf(test);
  if (operator?.name !== 'in' || dictionary === undefined || more.length > 0) return false;
  return words(segment, node).includes(`${textOf(segment, dictionary)}[${key ? textOf(segment, key) : ''}]`);
}

/** How zero is spelt in a test, or next to nothing. */
const ZEROS = ['0', '0.', '0.0', '0.001', '1e-3', '1e-6', '1e-8'];
const NOT_ZERO = ['>', '!='].flatMap((operator) => ZEROS.map((zero) => ` ${operator} ${zero}`));
const ZERO = ['==', '<='].flatMap((operator) => ZEROS.map((zero) => ` ${operator} ${zero}`));

/**
 * Whether what stands at a place runs only where that is not None, or not 0: `if p is not None: nn.Dropout(p)`, `nn.Dropout(p) if p else None`; but
 * not `p if p else 0.1`, which has a number for None, too. What the object keeps may be asked in its place: `self.p = p`, `self.drops = p > 0`.
 */
export function isSetThere({ segment, node }: NodeRef, text: string, isZero = false): boolean {
  const setTests = isZero ? NOT_ZERO : [' is not None'];
  const unsetTests = isZero ? ZERO : [' is None'];
  const holding = [text, ...setTests.map((end) => text + end)];
  const failing = [...holding.map((one) => `not ${one}`), ...unsetTests.map((end) => text + end)];
  for (let at = node; at.parent !== null && at.name !== 'FunctionDefinition'; at = at.parent) {
    const isBranch =
      at.parent.name === 'IfStatement' || (at.parent.name === 'ConditionalExpression' && at !== node);
    const test = isBranch ? testOf(at) : undefined;
    if (test === undefined) continue;
    const said = words(segment, test.node);
    const asked = [said, asKept(said, segment)];
    const isSet = (one: string): boolean =>
      asked.some((all) => all === one || (all.startsWith(`${one} and `) && !all.includes(' or ')));
    if (test.holds ? holding.some(isSet) : asked.some((one) => failing.includes(one))) return true;
  }
  return false;
}

/** A test with what the object keeps in place of the names under which it does, where it is the same wherever it is set. */
function asKept(test: string, { text }: Segment): string {
  return test.replace(/\bself\.\w+/g, (name) => {
    // Only where the object is asked is it looked for in a segment that may be long.
    const [, ...behind] = text.split(`${name} = `);
    const values = new Set(behind.map((rest) => spaced(rest.split(/[\n#]/, 1)[0] ?? '')));
    const [value = name] = values;
    return values.size === 1 ? value : name;
  });
}

/** The test on which a branch hangs, and whether that has to hold. */
function testOf(branch: SyntaxNode): { readonly node: SyntaxNode; readonly holds: boolean } | undefined {
  const parts = childrenOf(branch.parent ?? branch);
  const at = parts.findIndex(({ from }) => from === branch.from);
  // `yes if test else no`
  const isExpression = branch.parent?.name === 'ConditionalExpression';
  const holds = isExpression ? at === 0 : parts[at - 1]?.name !== 'else';
  const node = isExpression ? parts[2] : parts[holds ? at - 1 : at - 3];
  return branch.name === 'Body' || isExpression ? node && { node, holds } : undefined;
}

function words(segment: Segment, node: SyntaxNode): string {
  return spaced(textOf(segment, node));
}

/** Code with the spaces that most write, and in their order: `p>0` and `0 < p` as `p > 0`. */
function spaced(code: string): string {
  return onOneLine(code)
    .replace(/ ?([<>!=]=|[<>]) ?/g, ' $1 ')
    .trim()
    .replace(/^(0[.\d]*) < ([\w.]+)$/, '$2 > $1');
}

/** What is asked whether it is a text: `name`, `cfg["model"]["type"]`, `args.model.lower()`. */
const WORD_ASKED =
  /^((\w[\w.]*(?:\[["']\w+["']\])*)(?:\.get\(["']\w+["'](?:, [^()]*)?\))?(?:\.(?:lower|upper)\(\))?) == (["'][^"']+["'])$/;

/** What has to be a text for a place to be reached: all that is asked, `cfg.get("type")`, and what of that has a name. */
interface Asked {
  readonly asked: string;
  readonly name: string;
  readonly word: string;
}

/** A name with the text that it has to be for a place to be reached: `if name == "dkt": …`. */
export function wordTested({ segment, block, at }: Site): Asked | undefined {
  const statement = block === TOP_BLOCK ? null : segment.tree.resolveInner(at, 1);
  for (let node = statement; node !== null && node.name !== 'FunctionDefinition'; node = node.parent) {
    const test = node.name === 'Body' ? testOf(node) : undefined;
    const tested = test?.holds === true ? words(segment, test.node) : '';
    const [, asked, name, text] = WORD_ASKED.exec(tested) ?? [];
    const word = text === undefined ? undefined : stringValue(text);
    if (asked !== undefined && name !== undefined && word !== undefined) return { asked, name, word };
  }
  return undefined;
}

/** How it is asked whether something has several layers: `num_layers > 1`, `self.n_layers == 1`. */
const LAYERS_ASKED = /^(?:int\()?([\w.]+)\)? ?(>|>=|!=|==|<=|<) ?([12])$/;
const SEVERAL = ['>1', '>=2', '!=1'];
const SINGLE = ['==1', '<=1', '<2'];

/** Whether a test holds of several layers, true, or of a single one, false; undefined where it asks for something else. */
export function holdsOfSeveral(test: string): boolean | undefined {
  const [, of, operator = '', number = ''] = LAYERS_ASKED.exec(test.trim().replace(/^\((.*)\)$/, '$1')) ?? [];
  const asked = of !== undefined && /layer/i.test(of) ? operator + number : '';
  return SEVERAL.includes(asked) ? true : SINGLE.includes(asked) ? false : undefined;
}

/** Whether a name is bound only where there is a single layer: `if num_layers == 1: dropout = 0`. */
export function isOfSingle({ node, site: { segment } }: Binding): boolean {
  const body = node.parent?.parent?.name === 'IfStatement' ? node.parent : null;
  const test = body === null ? undefined : testOf(body);
  const ofSeveral = test && holdsOfSeveral(words(segment, test.node));
  return ofSeveral !== undefined && ofSeveral !== test?.holds;
}
