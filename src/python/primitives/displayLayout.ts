/** The longest line that IPython writes where it can break one (`PlainTextFormatter.max_width`). */
const WIDTH = 79;

/** What belongs together: between brackets, mostly. Where one of its places is broken, all that follow are. */
class Group {
  /** Its places that are neither broken nor written yet. */
  open = 0;
  isBroken = false;
  constructor(readonly depth: number) {}
}

/** A place where a line may be broken. */
interface Place {
  readonly group: Group;
  readonly indentation: number;
}

/**
 * Breaks text over lines as IPython does for what a cell ends with (`PrettyPrinter` in IPython/lib/pretty.py): outer
 * groups first, and only where a line would be longer than 79 characters. Like there, what is not yet decided waits.
 */
export class DisplayLayout {
  private readonly done: string[] = [];
  private readonly waiting: (string | Place)[] = [];
  private doneWidth = 0;
  private waitingWidth = 0;
  private indentation = 0;
  private readonly groups: Group[] = [new Group(0)];
  /** The groups that may still be broken, by their depth. */
  private readonly breakable: Group[][] = [[...this.groups]];

  /** Text without a line break. */
  text(text: string): void {
    const width = lengthOf(text);
    if (this.waiting.length === 0) {
      this.done.push(text);
      this.doneWidth += width;
      return;
    }
    this.waiting.push(text);
    this.waitingWidth += width;
    this.breakWhereTooLong();
  }

  /** A space, or a line break. */
  space(): void {
    const group = this.group;
    if (group.isBroken) {
      this.newLine(this.indentation);
      return;
    }
    group.open++;
    this.waiting.push({ group, indentation: this.indentation });
    this.waitingWidth++;
    this.breakWhereTooLong();
  }

  /** A line break, around which the outermost group is broken as well. */
  lineBreak(): void {
    const group = this.nextToBreak();
    if (group) this.breakGroup(group);
    this.newLine(this.indentation);
  }

  begin(indentation = 0, before = ''): void {
    if (before !== '') this.text(before);
    const group = new Group(this.group.depth + 1);
    this.groups.push(group);
    for (let depth = this.breakable.length; depth <= group.depth; depth++) this.breakable.push([]);
    this.breakable[group.depth]?.push(group);
    this.indentation += indentation;
  }

  end(indentation = 0, after = ''): void {
    this.indentation -= indentation;
    const group = this.groups.pop();
    if (group?.open === 0) this.forget(group);
    if (after !== '') this.text(after);
  }

  /** All that was written. */
  finish(): string {
    this.flush();
    return this.done.join('');
  }

  private get group(): Group {
    return this.groups.at(-1) ?? new Group(0);
  }

  private breakWhereTooLong(): void {
    while (this.doneWidth + this.waitingWidth > WIDTH) {
      const group = this.nextToBreak();
      if (group === undefined) return;
      this.breakGroup(group);
    }
  }

  /** The outermost group that has places to break, the latest of its depth. */
  private nextToBreak(): Group | undefined {
    for (const groups of this.breakable) {
      for (const [i, group] of [...groups].reverse().entries()) {
        if (group.open === 0) continue;
        // IPython counts from the end, and takes out from the beginning: another one, where there are several.
        groups.splice(i, 1);
        group.isBroken = true;
        return group;
      }
      for (const group of groups) group.isBroken = true;
      groups.length = 0;
    }
    return undefined;
  }

  /** Writes out what waits up to the group's last place, and the text behind it. */
  private breakGroup(group: Group): void {
    let count = 0;
    while (group.open > 0) this.write(this.waiting[count++]);
    while (typeof this.waiting[count] === 'string') this.write(this.waiting[count++]);
    for (const one of this.waiting.splice(0, count))
      this.waitingWidth -= typeof one === 'string' ? lengthOf(one) : 1;
  }

  private write(one: string | Place | undefined): void {
    if (one === undefined) return;
    if (typeof one === 'string') {
      this.done.push(one);
      this.doneWidth += lengthOf(one);
      return;
    }
    const { group, indentation } = one;
    group.open--;
    if (group.isBroken) {
      this.done.push('\n', ' '.repeat(indentation));
      this.doneWidth = indentation;
      return;
    }
    if (group.open === 0) this.forget(group);
    this.done.push(' ');
    this.doneWidth++;
  }

  private newLine(indentation: number): void {
    this.flush();
    this.done.push('\n', ' '.repeat(indentation));
    this.doneWidth = indentation;
  }

  private flush(): void {
    for (const one of this.waiting) this.write(one);
    this.waiting.length = 0;
    this.waitingWidth = 0;
  }

  private forget(group: Group): void {
    const groups = this.breakable[group.depth];
    const at = groups?.indexOf(group) ?? -1;
    if (at >= 0) groups?.splice(at, 1);
  }
}

/** Python's `len`: in characters. */
function lengthOf(text: string): number {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length;
}
