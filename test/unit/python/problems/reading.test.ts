import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze, RULES } from '../../../../src/python';

const FOLDER = join(import.meta.dirname, 'reading');

interface Line {
  readonly line: number;
  readonly rule: string;
  readonly p?: number;
  readonly eval?: string | readonly string[];
}

const EVAL = { yes: 'off', no: 'on', depends: 'depends' } as const;

describe('what a careful reader says', () => {
  const { about, ...files } = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Record<
    string,
    readonly Line[]
  >;
  assert.ok(about);
  for (const [file, lines] of Object.entries(files)) {
    const { sites, problems } = analyze([readFileSync(join(FOLDER, file), 'utf8')], {
      notebook: false,
      rules: RULES,
    });
    for (const { line, rule, p, eval: leaves } of lines)
      it(`of ${file}, line ${line}: ${rule}`, () => {
        const found = problems.filter((problem) => problem.line === line - 1).map((problem) => problem.rule);
        assert.deepEqual(found, rule === 'none' ? [] : [rule]);
        const site = sites.find((one) => one.line === line - 1);
        if (p !== undefined) assert.equal(site?.p.known === true ? site.p.number.value : undefined, p);
        if (leaves !== undefined) assert.ok([leaves].flat().includes(EVAL[site?.verdict.silenced ?? 'yes']));
      });
    it(`of ${file}, and of no other line`, () => {
      const expected = lines.filter(({ rule }) => rule !== 'none').map(({ line }) => line);
      assert.deepEqual([...new Set(problems.map(({ line }) => line + 1))].sort(), expected.toSorted());
    });
  }
});
