import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Analysis, analyze, Files, RULES } from '../../../../src/python';

const FOLDER = join(import.meta.dirname, 'reading');

interface Line {
  readonly line: number;
  /** The rule that it breaks, or none; absent where that is not what it is about. */
  readonly rule?: string;
  /** Its value, or unknown; a list where either will do. */
  readonly p?: number | 'unknown' | readonly (number | 'unknown')[];
  readonly eval?: string | readonly string[];
}

const EVAL = { yes: 'off', no: 'on', depends: 'depends' } as const;

/** Analyses one of the files, which see each other. */
function analyzed(file: string): Analysis {
  const uriOf = (name: string): string => `file:///work/${name}`;
  const textOf = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
  const files = new Files(
    readdirSync(FOLDER)
      .filter((name) => name.startsWith('settings_') && name.endsWith('.py'))
      .map(uriOf),
  );
  const options = { notebook: false, rules: RULES, uri: uriOf(file), files };
  let analysis = analyze([textOf(file)], options);
  for (let wanted = files.takeWanted(); wanted.length > 0; wanted = files.takeWanted()) {
    for (const uri of wanted) files.set(uri, textOf(uri.split('/').at(-1) ?? ''));
    analysis = analyze([textOf(file)], options, analysis);
  }
  return analysis;
}

describe('what a careful reader says', () => {
  const { about, ...files } = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Record<
    string,
    readonly Line[]
  >;
  assert.ok(about);
  for (const [file, lines] of Object.entries(files)) {
    const { sites, problems } = analyzed(file);
    for (const { line, rule, p, eval: leaves } of lines)
      it(`of ${file}, line ${line}: ${rule ?? JSON.stringify(p ?? leaves)}`, () => {
        const found = problems.filter((problem) => problem.line === line - 1).map((problem) => problem.rule);
        if (rule !== undefined) assert.deepEqual(found, rule === 'none' ? [] : [rule]);
        const site = sites.find((one) => one.line === line - 1);
        if (p !== undefined)
          assert.ok(
            [p].flat().includes(site?.p.known === true ? site.p.number.value : 'unknown'),
            JSON.stringify(p),
          );
        if (leaves !== undefined) assert.ok([leaves].flat().includes(EVAL[site?.verdict.silenced ?? 'yes']));
      });
    it(`of ${file}, and of no other line`, () => {
      const told = lines.filter(({ rule }) => rule !== 'none').map(({ line }) => line);
      const expected = lines.flatMap(({ rule, line }) => (rule === undefined || rule === 'none' ? [] : line));
      const found = [...new Set(problems.map(({ line }) => line + 1))];
      assert.deepEqual(
        found.filter((line) => !told.includes(line)),
        [],
      );
      assert.deepEqual(
        expected.filter((line) => !found.includes(line)),
        [],
      );
    });
  }
});
