import assert from 'node:assert/strict';
import {
  type Action,
  INITIAL_STATE,
  MAX_LISTED_CALLS,
  reduce,
  scriptOf,
  SessionReplay,
} from '../../../src/playground';

/** The script of a call, by default the last one. */
function scriptAfter(actions: readonly Action[], number?: number): string {
  const state = actions.reduce(reduce, INITIAL_STATE);
  const calls = new SessionReplay().calls(state, MAX_LISTED_CALLS);
  const call = calls.find((candidate) => candidate.number === number) ?? calls.at(-1);
  return scriptOf(state, call ?? assert.fail('no call'));
}

const START =
  'import torch\n\ntorch.manual_seed(0)\np = 0.5\nlayer = torch.nn.Dropout(p)\ninput = torch.ones(3, 5)\n';

describe('the script of a call', () => {
  it('prints the first call', () => {
    assert.equal(scriptAfter([]), `${START}print(layer(input))\n`);
  });

  it('makes the calls before it', () => {
    assert.equal(scriptAfter([{ type: 'resample' }]), `${START}layer(input)\nprint(layer(input))\n`);
    const many = scriptAfter([
      { type: 'resample', times: 100 },
      { type: 'resample', times: 50 },
    ]);
    assert.match(many, /\nfor _ in range\(150\):\n {4}layer\(input\)\nprint/);
  });

  it('goes no further than the call that is asked for', () => {
    assert.equal(scriptAfter([{ type: 'resample', times: 9 }], 1), scriptAfter([]));
  });

  it('leaves out calls in eval mode, which draw nothing, and is in the mode of its own', () => {
    const toEval: Action = { type: 'setTraining', training: false };
    const toTrain: Action = { type: 'setTraining', training: true };
    assert.equal(scriptAfter([toEval]), `${START}layer(input)\nlayer.eval()\nprint(layer(input))\n`);
    assert.equal(scriptAfter([toEval, { type: 'resample' }, toTrain]), scriptAfter([{ type: 'resample' }]));
  });

  it('runs on the device of the session', () => {
    assert.match(
      scriptAfter([{ type: 'setGenerator', generator: 'cuda:T4' }]),
      /\ninput = torch\.ones\(3, 5, device='cuda'\)\nprint\(layer\(input\)\)/,
    );
  });
});
