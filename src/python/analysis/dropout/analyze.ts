import { once } from '../../syntax/byKey';
import { stringsIn } from '../provenance/displays';
import { callsOf, callsOn, namesRenamed } from '../provenance/callsIn';
import { settingsGivenBy } from '../provenance/checkpoints';
import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import { baseNames, classesOf, derivedFrom } from '../provenance/classes';
import type { Files } from '../names/files';
import { findIn, type Findings, type GroupFindings, together } from './findings';
import { Changes, Memory } from '../names/memory';
import { Module } from '../names/module';
import { setWithin } from '../names/lookup';
import { libraryGivenBy } from '../provenance/librarySettings';
import { namesGivenOn } from '../provenance/namesGivenOn';
import { MAKERS } from '../provenance/definitions';
import { isOptionCall, OPTIONS } from '../provenance/options';
import { namesHandedTo } from '../provenance/passedArguments';
import { settingsBroughtBy } from '../provenance/othersSettings';
import { usageGivenBy } from '../provenance/usage';
import { keptAs } from './hidden';
import { placeFindings } from './placing';
import { type Segment } from '../../syntax/scopes';
import type { SegmentGroup } from '../../syntax/segmentGroup';
import { MAX_READ, readText, type SegmentedText } from '../../syntax/segmentedText';
import type { Problem, Rule } from './problem';
import { isSilenced } from './silenced';
import type { DropoutSite } from './sites';
import type { UnsettledLines } from '../../syntax/unsettled';
import { Evaluator } from '../provenance/evaluate';

/** What a script or a notebook holds. Plain data but for what the next analysis builds on. */
export interface Analysis {
  readonly cells: readonly SegmentedText[];
  readonly sites: readonly DropoutSite[];
  /** What the rules say, without what comments silence. */
  readonly problems: readonly Problem[];
  readonly unsettled: readonly UnsettledLines[];
  readonly findings: ReadonlyMap<SegmentGroup, GroupFindings>;
  /** The version of the other files that it was made with; -1 where some of what it asked for is still to be parsed. */
  readonly filesVersion: number;
  /** What many of its calls asked for, and the state of it that this analysis made. */
  readonly memory: Memory;
  readonly state: number;
}

export interface AnalysisOptions {
  /** Whether the texts are the cells of a notebook, in document order; a script is one cell. */
  readonly notebook: boolean;
  /** Where the document is, from which other files are found; and those files. */
  readonly uri?: string;
  readonly files?: Files;
  /** What is looked for beside the calls themselves. */
  readonly rules?: readonly Rule[];
}

/**
 * Finds every call of torch's dropout layers and functions. Total: whatever the text, it returns.
 *
 * @param texts the cells of a notebook in document order; a script is one cell
 * @param previous an earlier analysis of the same document; what still holds of it is kept
 */
export function analyze(texts: readonly string[], options: AnalysisOptions, previous?: Analysis): Analysis {
  const bases = basesOf(texts, previous?.cells ?? []);
  const cells: SegmentedText[] = [];
  let left = MAX_READ;
  for (const [index, text] of texts.entries()) {
    const cell = readText(text, options, bases[index], left);
    cells.push(cell);
    left -= cell.python.length;
  }
  const sameCells =
    previous?.cells.length === cells.length && cells.every((cell, i) => cell === previous.cells[i]);
  if (sameCells && previous.filesVersion === (options.files?.version ?? 0)) return previous;
  const { files } = options;
  files?.goOn();
  files?.parseWanted();
  const module = new Module(cells);
  // Where another analysis went on from the same one, its memory is of that.
  const isLast = previous !== undefined && previous.state === previous.memory.state;
  const memory = isLast ? previous.memory : new Memory();
  const findings = findAll(module, options, memory, previous);
  const filesVersion = files?.hasMore === true ? -1 : (files?.version ?? 0);
  const placed = placeFindings(module, findings, files);
  const problems = placed.problems.flatMap(({ statement, ...problem }) => {
    const cell = cells[problem.cell];
    return cell !== undefined && isSilenced(problem, statement, cell) ? [] : problem;
  });
  return { cells, findings, filesVersion, memory, state: memory.state, ...placed, problems };
}

/**
 * For each text the earlier cell to build on: the one with the same text, wherever it stood, else the one in its
 * place. Each serves once, for a segment stands in one place only.
 */
function basesOf(
  texts: readonly string[],
  cells: readonly SegmentedText[],
): readonly (SegmentedText | undefined)[] {
  const unmoved = texts.map((text, index) => (cells[index]?.text === text ? cells[index] : undefined));
  const spare = new Map(cells.filter((cell) => !unmoved.includes(cell)).map((cell) => [cell.text, cell]));
  const same = texts.map((text, index) => {
    if (unmoved[index] !== undefined) return unmoved[index];
    const cell = spare.get(text);
    spare.delete(text);
    return cell;
  });
  const taken = new Set(same);
  return same.map((cell, index) => cell ?? (taken.has(cells[index]) ? undefined : cells[index]));
}

/**
 * Finds what each segment holds. What an earlier analysis found still holds where nothing that it needs changed; where only other
 * files did, and the go has taken its time, it is left as it was until the next go.
 */
function findAll(
  module: Module,
  { uri = '', files, rules = [] }: AnalysisOptions,
  memory: Memory,
  previous: Analysis | undefined,
): ReadonlyMap<SegmentGroup, GroupFindings> {
  const moved = previous !== undefined && hasMoved(module, previous.findings);
  const holds = ({ needs }: Pick<Findings, 'needs'>): boolean => !moved && !changes.hasAny(needs);
  const hasNews = ({ usesFiles, filesVersion }: Omit<GroupFindings, 'segments'>): boolean =>
    usesFiles && filesVersion !== (files?.version ?? 0);
  const current = new Set(module.groups.map(({ group }) => group));
  const earlier = new Map<Segment, Findings>();
  for (const [group, { segments }] of previous?.findings ?? []) {
    if (current.has(group)) continue;
    for (const [index, found] of segments.entries()) {
      const segment = group.segments[index];
      if (segment !== undefined) earlier.set(segment, found);
    }
  }
  const changed: Segment[] = [];
  for (const group of current) {
    if (previous?.findings.has(group) === true) continue;
    changed.push(...group.segments.filter((segment) => !earlier.has(segment)));
  }
  for (const segment of earlier.keys()) if (module.placeOf(segment) === undefined) changed.push(segment);
  const changes = new Changes(() => new Set(changed.flatMap((segment) => Array.from(providedBy(segment)))));

  memory.proceed(moved ? undefined : changes, files);
  const resolver = new Evaluator(module, uri, files, memory);
  const all = new Map<SegmentGroup, GroupFindings>();
  for (const group of current) {
    const known = previous?.findings.get(group);
    if (known !== undefined && !hasNews(known) && holds(known)) {
      all.set(group, known);
      continue;
    }
    const segments: Findings[] = [];
    for (const [index, segment] of group.segments.entries()) {
      const found = known?.segments[index] ?? earlier.get(segment);
      const isKept = found !== undefined && holds(found) && (!hasNews(found) || files?.isOver() === true);
      segments.push(isKept ? found : findIn(segment, resolver, rules));
    }
    all.set(group, together(segments));
  }
  memory.settle();
  return all;
}

/** Whether what was there before stands in another order now: what precedes what decides which names are in force. */
function hasMoved(module: Module, earlier: ReadonlyMap<SegmentGroup, GroupFindings>): boolean {
  const current = new Set(module.groups.map(({ group }) => group));
  const order = new Map<SegmentGroup | Segment, number>();
  for (const group of earlier.keys()) {
    order.set(group, order.size);
    if (!current.has(group)) for (const segment of group.segments) order.set(segment, order.size);
  }
  let last = -1;
  for (const group of current) {
    for (const part of order.has(group) ? [group] : group.segments) {
      const at = order.get(part) ?? last;
      if (at < last) return true;
      last = at;
    }
  }
  return false;
}

/** What a segment gives, beside what it binds, calls and holds, by the rooms that ask for it. */
const GIVEN_BY = [
  namesGivenOn,
  namesHandedTo,
  namesRenamed,
  libraryGivenBy,
  settingsBroughtBy,
  settingsGivenBy,
  usageGivenBy,
] as const;

/** The names that a segment gives to the rest of the module: it is asked when it comes, and once more when it goes. */
const providedBy = once((segment: Segment): ReadonlySet<string> => {
  const names = new Set<string>();
  const { scope, memberWrites, dictionaries, calls } = segment;
  for (const [name, bindings] of scope.names) {
    names.add(name);
    if (bindings.some(({ deferred }) => deferred)) names.add(setWithin(name));
  }
  if (scope.stars.length > 0) names.add('*');
  for (const { name } of memberWrites) names.add(`.${name}`);
  for (const definition of classesOf([segment])) {
    for (const name of definition.scope.names.keys()) names.add(`.${name}`);
    for (const [name, writes] of definition.selfWrites) {
      names.add(`.${name}`);
      for (const { value } of writes)
        if (value?.node.name === 'VariableName') names.add(keptAs(textOf(segment, value.node)));
    }
    for (const base of baseNames(definition)) names.add(derivedFrom(base));
  }
  for (const { node } of dictionaries) for (const key of stringsIn(node, { segment })) names.add(`.${key}`);
  for (const given of GIVEN_BY) for (const name of given(segment)) names.add(name);
  for (const call of calls) {
    const { name } = call;
    names.add(callsOf(name));
    const object = call.scope.kind === 'module' ? call.callee.firstChild : null;
    if (object?.name === 'VariableName') names.add(callsOn(textOf(segment, object)));
    if (isOptionCall(call)) names.add(OPTIONS);
    if (MAKERS.has(name))
      for (const key of readArguments(segment, call.args)?.keywords.keys() ?? []) names.add(`.${key}`);
  }
  return names;
});
