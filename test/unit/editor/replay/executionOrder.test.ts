import assert from 'node:assert/strict';
import { orderProblem } from '../../../../src/editor/replay/executionOrder';

describe('the order in which cells ran', () => {
  // `0` stands for a cell that has not run, `''` for an empty one.
  const cases: [what: string, executions: (number | '')[], index: number, problem: string | undefined][] = [
    ['from top to bottom', [1, 2, 3], 2, undefined],
    ['with an empty cell', [1, '', 2], 2, undefined],
    ['with cells below that have not run', [1, 2, 0], 1, undefined],
    ['not known for this one', [1, 0, 2], 1, undefined],
    ['a cell above ran again', [1, 4, 3], 2, 'above 1'],
    ['a cell below ran before', [1, 3, 2], 1, 'below 2'],
    ['a cell above has not run', [1, 0, 2], 2, 'skipped 1'],
    ['this cell ran again', [1, 2, 4], 2, 'again 2'],
    ['something is gone', [2, 3], 1, 'again 1'],
  ];
  for (const [what, executions, index, expected] of cases)
    it(what, () => {
      const cells = executions.map((one) => ({ execution: one || undefined, isEmpty: one === '' }));
      const problem = orderProblem(cells, index);
      assert.equal(problem && `${problem.type} ${problem.cell}`, expected);
    });
});
