import type { Files } from '../names/files';
import type { Finding } from './finding';
import type { GroupFindings } from './findings';
import type { Module, StartPosition } from '../names/module';
import type { SegmentGroup } from '../../syntax/segmentGroup';
import type { LoosePlace } from './probability';
import { type Seeding, Seeds } from './seeds';
import type { Segment } from '../../syntax/scopes';
import type { LooseProblem, Problem } from './problem';
import type { CellRange, CodePlace, DropoutSite, Probability, ProvenanceStep } from './sites';
import type { UnsettledLines } from '../../syntax/unsettled';
import type { TextRange } from '../../../text';
import { lineIn } from '../../syntax/nodes';

/** Puts what the segments hold into their places in the document. */
export function placeFindings(
  module: Module,
  findings: ReadonlyMap<SegmentGroup, GroupFindings>,
  files: Files | undefined,
): {
  sites: readonly DropoutSite[];
  problems: readonly PlacedProblem[];
  unsettled: readonly UnsettledLines[];
} {
  const seedings: Seeding[] = [];
  for (const { segments } of findings.values())
    for (const found of segments) if (found.seedings.length > 0) seedings.push(...found.seedings);
  const placer = new Placer(module, files, new Seeds(module, seedings), seedings.length === 0);
  const unsettled: UnsettledLines[] = [];
  for (const { group, place } of module.groups) {
    const { cell, line } = place;
    for (const { fromLine, toLine } of group.errors)
      unsettled.push({ cell, fromLine: line + fromLine, toLine: line + toLine });
    const found = findings.get(group);
    if (found !== undefined) placer.place(group, place, found);
  }
  return { sites: placer.sites, problems: placer.problems, unsettled };
}

/** What a group's findings came to, where they stood when they were last placed. */
const placedPages = new WeakMap<
  GroupFindings,
  {
    readonly place: StartPosition;
    readonly sites: readonly DropoutSite[];
    readonly problems: readonly PlacedProblem[];
  }
>();

class Placer {
  readonly sites: DropoutSite[] = [];
  readonly problems: PlacedProblem[] = [];
  /** How many calls of a family were met in the cell. */
  readonly #numbers = new Map<string, number>();
  #cell = 0;

  constructor(
    private readonly module: Module,
    private readonly files: Files | undefined,
    private readonly seeds: Seeds,
    private readonly isUnseeded: boolean,
  ) {}

  place(group: SegmentGroup, place: StartPosition, found: GroupFindings): void {
    // Keys tell the calls of one cell apart.
    if (place.cell !== this.#cell) this.#numbers.clear();
    this.#cell = place.cell;
    const known = placedPages.get(found);
    if (known !== undefined && this.isUnseeded && isSamePlace(known.place, place)) {
      this.sites.push(...known.sites);
      this.problems.push(...known.problems);
      return;
    }
    const sites: DropoutSite[] = [];
    const problems: PlacedProblem[] = [];
    let isFixed = this.isUnseeded;
    for (const [index, { sites: findings, problems: loose }] of found.segments.entries()) {
      const segment = group.segments[index];
      if (segment === undefined) continue;
      const start = place.start + (group.starts[index] ?? 0);
      const line = place.line + (group.lines[index] ?? 0);
      const at = { ...place, start, line };
      const keys = new Map<Finding, string>();
      for (const finding of findings) {
        const site = this.#placed(finding, segment, at);
        sites.push(site);
        keys.set(finding, site.key);
        isFixed &&= finding.isFixed;
      }
      for (const problem of loose) problems.push(this.#problem(problem, segment, at, keys));
      isFixed &&= loose.every(({ related }) => related.every((other) => other.place.segment === segment));
    }
    // What depends on nothing else is the same again wherever its group stands in the same place.
    if (isFixed) placedPages.set(found, { place, sites, problems });
    this.sites.push(...sites);
    this.problems.push(...problems);
  }

  #placed(finding: Finding, segment: Segment, at: StartPosition): DropoutSite {
    const { cell, start, line } = at;
    const {
      argument,
      omitted,
      kind,
      form,
      within,
      sizes,
      isIdle,
      name,
      active,
      verdict,
      inplace,
      mayBeOther,
      drawsOtherwise,
    } = finding;
    // Written out, because spreading many objects takes longer than all the rest of a keystroke.
    return {
      cell,
      from: finding.from + start,
      to: finding.to + start,
      calleeTo: finding.calleeTo + start,
      argument: argument && { from: argument.from + start, to: argument.to + start },
      argumentsTo: finding.argumentsTo + start,
      omitted,
      written: finding.written && this.#range(finding.written, segment, at),
      line: finding.line + line,
      kind,
      form,
      within,
      sizes,
      isIdle,
      name,
      verdict,
      p: this.#probability(finding, segment, at),
      active,
      inplace,
      mayBeOther,
      drawsOtherwise,
      key: this.#key(finding),
      seed: this.seeds.at(finding.call),
    };
  }

  #key({ key, family }: Finding): string {
    if (family === undefined) return key;
    const number = this.#numbers.get(family) ?? 0;
    this.#numbers.set(family, number + 1);
    return `${family}/${number}`;
  }

  #range({ segment, from, to }: LoosePlace, own: Segment, at: StartPosition): CellRange | undefined {
    const place = segment === own ? at : this.module.placeOf(segment);
    return place && { cell: place.cell, from: from + place.start, to: to + place.start };
  }

  #probability({ p, steps, beside }: Finding, own: Segment, at: StartPosition): Probability {
    if (!p.known || steps.length === 0) return p;
    const { number, source, reach, unless, guessed } = p;
    const others = beside.map(({ code, text, ...place }) => ({
      code,
      text: text.replace(/\s+/g, ' '),
      place: this.#codePlace(place, own, at),
    }));
    const placed = steps.map((step): ProvenanceStep => ({
      text: step.text,
      place: this.#codePlace(step, own, at),
    }));
    return { known: true, number, source, reach, steps: placed, unless, guessed, beside: others };
  }

  #codePlace(
    { segment, from, to, line }: LoosePlace & { readonly line: number },
    own: Segment,
    at: StartPosition,
  ): CodePlace {
    const other = segment === own ? undefined : this.files?.ownerOf(segment);
    const place = segment === own ? at : (other ?? this.module).placeOf(segment);
    const { cell = 0, start = 0, line: first = 0 } = place ?? {};
    return { uri: other?.uri, cell, from: from + start, to: to + start, line: line + first };
  }

  #problem(
    problem: LooseProblem,
    own: Segment,
    at: StartPosition,
    keys: ReadonlyMap<Finding, string>,
  ): PlacedProblem {
    const { start } = at;
    const moved = <Range extends TextRange>(range: Range): Range => ({
      ...range,
      from: range.from + start,
      to: range.to + start,
    });
    const { rule, severity, message, from, to, finding, fixes, related, statement } = problem;
    return {
      rule,
      severity,
      message,
      cell: at.cell,
      from: from + start,
      to: to + start,
      line: at.line + lineIn(own, from),
      site: finding && keys.get(finding),
      fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map(moved) })),
      related: related.map(({ code, place }) => ({
        code,
        place: this.#codePlace({ ...place, line: lineIn(place.segment, place.from) }, own, at),
      })),
      statement: moved(statement),
    };
  }
}

/** A problem in its place, with the statement around it. */
export type PlacedProblem = Problem & Pick<LooseProblem, 'statement'>;

function isSamePlace(a: StartPosition, b: StartPosition): boolean {
  return a.cell === b.cell && a.start === b.start && a.line === b.line;
}
