import { findIn, type Finding, type Findings } from './findings';
import { Module, type Place } from './module';
import { Resolver } from './resolve';
import { type Seeding, Seeds } from './seeds';
import type { Page } from './page';
import { finish, type Pause, type Segment, type Sliced } from './segment';
import { readText, type SegmentedText } from './segmentedText';
import type { CellRange, DropoutSite } from './sites';
import type { UnsettledLines } from './unsettled';

/** What a script or a notebook holds. Plain data but for what the next analysis builds on. */
export interface Analysis {
  readonly cells: readonly SegmentedText[];
  readonly sites: readonly DropoutSite[];
  readonly unsettled: readonly UnsettledLines[];
  readonly findings: ReadonlyMap<Page, PageFindings>;
}

export interface AnalysisOptions {
  /** Whether the texts are the cells of a notebook, in document order; a script is one cell. */
  readonly notebook: boolean;
}

/**
 * Finds every call of torch's dropout layers and functions. Total: whatever the text, it returns.
 *
 * @param texts the cells of a notebook in document order; a script is one cell
 * @param previous an earlier analysis of the same document; what still holds of it is kept
 */
export function analyze(texts: readonly string[], options: AnalysisOptions, previous?: Analysis): Analysis {
  return finish(analyzeInSlices(texts, options, () => false, previous));
}

/**
 * The same in slices: it yields when `pause` says that it is time to let others run, and goes on when it is
 * resumed. To cancel it, leave it be.
 */
export function* analyzeInSlices(
  texts: readonly string[],
  options: AnalysisOptions,
  pause: Pause,
  previous?: Analysis,
): Sliced<Analysis> {
  const bases = basesOf(texts, previous?.cells ?? []);
  const cells: SegmentedText[] = [];
  for (const [index, text] of texts.entries())
    cells.push(yield* readText(text, options, pause, bases[index]));
  if (previous?.cells.length === cells.length && cells.every((cell, i) => cell === previous.cells[i]))
    return previous;
  const module = new Module(cells);
  const findings = yield* findAll(module, pause, previous);
  return { cells, findings, ...(yield* gather(module, findings, pause)) };
}

/**
 * For each text the earlier cell to build on: the one with the same text, wherever it stood, else the one in its
 * place. Each serves once, for a segment stands in one place only.
 */
function basesOf(
  texts: readonly string[],
  cells: readonly SegmentedText[],
): readonly (SegmentedText | undefined)[] {
  const spare = new Map(cells.map((cell) => [cell.text, cell]));
  const same = texts.map((text) => {
    const cell = spare.get(text);
    spare.delete(text);
    return cell;
  });
  const taken = new Set(same);
  return same.map((cell, index) => cell ?? (taken.has(cells[index]) ? undefined : cells[index]));
}

/** What the segments of a page hold, in their order. */
interface PageFindings {
  readonly segments: readonly Findings[];
  /** The names of the module on which any of it depends. */
  readonly needs: ReadonlySet<string>;
}

/** Finds what each segment holds. What an earlier analysis found still holds where nothing that it needs changed. */
function* findAll(
  module: Module,
  pause: Pause,
  previous: Analysis | undefined,
): Sliced<ReadonlyMap<Page, PageFindings>> {
  const current = new Set(module.pages.map(({ page }) => page));
  const earlier = new Map<Segment, Findings>();
  for (const [page, { segments }] of previous?.findings ?? []) {
    if (current.has(page)) continue;
    for (const [index, found] of segments.entries()) {
      const segment = page.segments[index];
      if (segment !== undefined) earlier.set(segment, found);
    }
  }
  const changed = new Set<string>();
  for (const page of current) {
    if (pause()) yield;
    if (previous?.findings.has(page) === true) continue;
    for (const segment of page.segments) if (!earlier.has(segment)) addProvided(segment, changed);
  }
  for (const segment of earlier.keys())
    if (module.placeOf(segment) === undefined) addProvided(segment, changed);

  const resolver = new Resolver(module);
  const all = new Map<Page, PageFindings>();
  for (const page of current) {
    const known = previous?.findings.get(page);
    if (known !== undefined && !hasAny(known.needs, changed)) {
      all.set(page, known);
      continue;
    }
    const segments: Findings[] = [];
    for (const [index, segment] of page.segments.entries()) {
      const found = known?.segments[index] ?? earlier.get(segment);
      if (found !== undefined && !hasAny(found.needs, changed)) segments.push(found);
      else {
        segments.push(findIn(segment, resolver));
        if (pause()) yield;
      }
    }
    all.set(page, { segments, needs: new Set(segments.flatMap(({ needs }) => Array.from(needs))) });
  }
  return all;
}

function hasAny(names: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  for (const name of wanted) if (names.has(name)) return true;
  return false;
}

/** Adds the names that a segment gives to the rest of the module. */
function addProvided({ scope, memberWrites }: Segment, names: Set<string>): void {
  for (const name of scope.names.keys()) names.add(name);
  if (scope.stars.length > 0) names.add('*');
  for (const { name } of memberWrites) names.add(`.${name}`);
}

/** Puts what the segments hold into their places. */
function* gather(
  module: Module,
  findings: ReadonlyMap<Page, PageFindings>,
  pause: Pause,
): Sliced<Pick<Analysis, 'sites' | 'unsettled'>> {
  const seedings: Seeding[] = [];
  for (const { segments } of findings.values())
    for (const found of segments) if (found.seedings.length > 0) seedings.push(...found.seedings);
  const seeds = new Seeds(module, seedings);
  const numbers = new Map<string, number>();
  const sites: DropoutSite[] = [];
  const unsettled: UnsettledLines[] = [];
  let cell = 0;
  for (const { page, place } of module.pages) {
    if (pause()) yield;
    // Keys tell the calls of one cell apart.
    if (place.cell !== cell) numbers.clear();
    cell = place.cell;
    const found = findings.get(page)?.segments ?? [];
    for (const [index, { errors }] of page.segments.entries()) {
      const start = place.start + (page.starts[index] ?? 0);
      const line = place.line + (page.lines[index] ?? 0);
      for (const { fromLine, toLine } of errors)
        unsettled.push({ cell, fromLine: line + fromLine, toLine: line + toLine });
      for (const finding of found[index]?.sites ?? []) {
        let { key } = finding;
        if (finding.family !== undefined) {
          const number = numbers.get(finding.family) ?? 0;
          numbers.set(finding.family, number + 1);
          key = `${finding.family}/${number}`;
        }
        const written = writtenAt(finding, { cell, start }, module);
        sites.push(placed(finding, { cell, start, line }, key, written, seeds.at(finding.call)));
      }
    }
  }
  return { sites, unsettled };
}

function writtenAt(
  { call, written }: Finding,
  place: Pick<Place, 'cell' | 'start'>,
  module: Module,
): CellRange | undefined {
  if (written === undefined) return undefined;
  const { segment, node } = written;
  const at = segment === call.segment ? place : module.placeOf(segment);
  return at && { cell: at.cell, from: at.start + node.from, to: at.start + node.to };
}

function placed(
  finding: Finding,
  { cell, start, line }: Omit<Place, 'at'>,
  key: string,
  written: CellRange | undefined,
  seed?: string,
): DropoutSite {
  const { argument, kind, form, name, p, active, inplace } = finding;
  // Written out, because spreading many objects takes longer than all the rest of a keystroke.
  return {
    cell,
    from: finding.from + start,
    to: finding.to + start,
    calleeTo: finding.calleeTo + start,
    argument: argument && { from: argument.from + start, to: argument.to + start },
    argumentsTo: finding.argumentsTo + start,
    written,
    line: finding.line + line,
    kind,
    form,
    name,
    p,
    active,
    inplace,
    key,
    seed,
  };
}
