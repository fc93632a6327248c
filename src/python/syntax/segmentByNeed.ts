import type { Tree } from '@lezer/common';
import { bodyStart, mayBind, mayWrite } from './mentions';
import { Effort, parsePython } from './parse';
import { readStatements } from './readStatements';
import type { CallSite, ExpressionSite, MemberWrite, Scope, Segment } from './scopes';
import { groupSegments, placesOf, type SegmentGroup } from './segmentGroup';
import { MAX_READ, type SegmentedText } from './segmentedText';
import { nextStretch } from './segmentText';
import { parsableScript } from './sourceText';
import type { ErrorLines } from './unsettled';

/**
 * Reads the text of a file into which another one looks: it is cut into segments, and each is parsed when somebody asks for
 * more of it than its text. Mostly one class is wanted of a file, and the calls of one name.
 *
 * @param onParse is told how many characters were parsed
 */
export function readByNeed(text: string, onParse: (length: number) => void = () => undefined): SegmentedText {
  const python = text.slice(0, MAX_READ);
  const effort = new Effort();
  const segments: SegmentByNeed[] = [];
  for (let at = 0; at < python.length;) {
    const { from, to, lineBreaks } = nextStretch(python, at);
    segments.push(new SegmentByNeed(python.slice(from, to), lineBreaks, { effort, onParse }));
    at = to;
  }
  return { text, python, groups: groupSegments(segments, groupByNeed) };
}

class SegmentByNeed implements Segment {
  #content: Segment | undefined;
  #body: number | undefined;

  constructor(
    readonly text: string,
    readonly lineBreaks: number,
    private readonly parsing: { readonly effort: Effort; readonly onParse: (length: number) => void },
  ) {}

  /** From where on it binds nothing at the top level. */
  get body(): number {
    this.#body ??= bodyStart(this.text);
    return this.#body;
  }

  get parsed(): string {
    return this.#read().parsed;
  }

  get tree(): Tree {
    return this.#read().tree;
  }

  get scope(): Scope {
    return this.#read().scope;
  }

  get calls(): readonly CallSite[] {
    return this.#read().calls;
  }

  get memberWrites(): readonly MemberWrite[] {
    return this.#read().memberWrites;
  }

  get dictionaries(): readonly ExpressionSite[] {
    return this.#read().dictionaries;
  }

  get errors(): readonly ErrorLines[] {
    return this.#read().errors;
  }

  #read(): Segment {
    if (this.#content !== undefined) return this.#content;
    const { text, lineBreaks } = this;
    const { effort, onParse } = this.parsing;
    onParse(text.length);
    const parsed = parsableScript(text);
    const tree = parsePython(parsed, effort);
    // What is read in it is in this very segment.
    return readStatements({ text, parsed, lineBreaks, tree }, (content) => {
      this.#content = content;
      return this;
    });
  }
}

/** A group of such: what has a name is looked for in the segments in whose text the name stands. */
function groupByNeed(segments: readonly SegmentByNeed[]): SegmentGroup {
  const places = placesOf(segments);
  /** The segments of whose texts something holds. */
  const where = (holds: (text: string) => boolean): readonly Segment[] =>
    segments.filter(({ text }) => holds(text));
  return {
    ...places,
    segments,
    isByNeed: true,
    names: {
      get: (name) =>
        segments
          .filter((segment) => mayBind(segment.text, name, segment.body))
          .flatMap(({ scope }) => scope.names.get(name) ?? []),
    },
    writes: {
      get: (name) =>
        where((text) => mayWrite(text, name)).flatMap(({ memberWrites }) =>
          memberWrites.filter((write) => write.name === name),
        ),
    },
    get stars() {
      return where((text) => /\bimport\b[\s(]*\*/.test(text)).flatMap(({ scope }) => scope.stars);
    },
    get errors() {
      return segments.flatMap(({ errors }, index) =>
        errors.map(({ fromLine, toLine }) => {
          const line = places.lines[index] ?? 0;
          return { fromLine: fromLine + line, toLine: toLine + line };
        }),
      );
    },
  };
}
