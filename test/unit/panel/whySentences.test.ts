// What the tab Why says of a run: whatever that came to, it is true.
import assert from 'node:assert/strict';
import {
  evalSentences,
  headline,
  lossText,
  stoppingSentences,
  story,
  sweepSentence,
} from '../../../media/playground/why/sentences';
import type { ShownLesson } from '../../../media/playground/why/useTraining';
import {
  INITIAL_SETTINGS,
  MEASURED_EVERY,
  STEPS,
  type TrainedNetwork,
} from '../../../src/playground/training';

const TRUTH = { seen: 0.25, unseen: 0.25 };

/** A network whose validation loss falls to its lowest at step 200, with that training loss, and ends at another. */
function network(p: number, seen: number, lowest: number, unseen: number, then = 0.2): TrainedNetwork {
  const losses = new Float32Array(STEPS / MEASURED_EVERY + 1).fill(unseen);
  losses[0] = 2;
  losses[10] = lowest;
  const onSeen = losses.map(() => seen);
  onSeen[10] = then;
  return { p, seen: onSeen, unseen: losses, curve: new Float32Array(), kept: [] };
}

function lesson(without: TrainedNetwork, dropped: TrainedNetwork): ShownLesson {
  const points = { x: new Float32Array(), y: new Float32Array() };
  const networks = new Map([without, dropped].map((one) => [one.p, one]));
  const state = { isComplete: true, isDated: false };
  return { settings: INITIAL_SETTINGS, points, truth: TRUTH, networks, without, dropped, ...state };
}

const OVERFITTING = network(0, 0, 0.27, 0.4);

describe('what the tab Why says', () => {
  const STOPPING: readonly [name: string, of: ShownLesson, said: string | undefined][] = [
    [
      'stopping early does better, and dropout lets it matter less when',
      lesson(OVERFITTING, network(0.5, 0.13, 0.29, 0.3)),
      'Stopped at step 200, the network without dropout would have done better, 0.27. That step is picked on the same new points that score it, which flatters it. Why use dropout, then? After its lowest the validation loss rises from 0.27 to 0.40 without it, and from 0.29 to 0.30 with it: it matters less when one stops.',
    ],
    [
      'it does as well',
      lesson(network(0, 0, 0.3, 0.4), network(0.5, 0.13, 0.3, 0.3)),
      'Stopped at step 200, the network without dropout would have done as well, 0.30. That step is picked on the same new points that score it, which flatters it. Why use dropout, then? After its lowest the validation loss rises from 0.30 to 0.40 without it, and stays at 0.30 with it: it matters less when one stops.',
    ],
    [
      'dropout helps, but does not let it matter less when',
      lesson(OVERFITTING, network(0.1, 0, 0.1, 0.35)),
      'Stopped at step 200, the network without dropout would have done better, 0.27. That step is picked on the same new points that score it, which flatters it. With dropout, too, it matters here when one stops: after its lowest the validation loss rises from 0.27 to 0.40 without dropout, and from 0.10 to 0.35 with it.',
    ],
    [
      'dropout does not help, and nothing speaks for it',
      lesson(OVERFITTING, network(0.9, 0.46, 0.67, 0.67)),
      'Stopped at step 200, the network without dropout would have done better, 0.27. That step is picked on the same new points that score it, which flatters it.',
    ],
    ['nothing overfits', lesson(network(0, 0.2, 0.27, 0.27), network(0.5, 0.3, 0.29, 0.3)), undefined],
    ['nothing is dropped', lesson(OVERFITTING, { ...OVERFITTING }), undefined],
  ];
  for (const [name, of, said] of STOPPING)
    it(`of stopping early, where ${name}`, () => assert.equal(stoppingSentences(of), said));

  it('that dropout limits overfitting only where it does', () => {
    const limits = 'Here dropout limits that';
    assert.ok(story(lesson(OVERFITTING, network(0.5, 0.13, 0.29, 0.3))).includes(limits));
    assert.ok(!story(lesson(OVERFITTING, network(0.9, 0.6, 0.65, 0.66))).includes(limits));
    assert.ok(!story(lesson(OVERFITTING, { ...OVERFITTING })).includes(limits));
  });

  const HEADLINES: readonly [name: string, of: ShownLesson, said: string][] = [
    [
      'helps',
      lesson(OVERFITTING, network(0.5, 0.13, 0.29, 0.3)),
      'With dropout: worse on the 30 points it saw (0.00 → 0.13), better on new ones (0.40 → 0.30).',
    ],
    [
      'helps, but underfits',
      lesson(network(0, 0.01, 1.03, 1.58, 0.6), network(0.9, 0.86, 1.38, 1.39)),
      'With dropout: worse on the 30 points it saw (0.01 → 0.86), better on new ones (1.58 → 1.39). With p = 0.9 it underfits: at step 200 the network without dropout was better on both, 0.60 and 1.03.',
    ],
    [
      'changes next to nothing',
      lesson(network(0, 0.0001, 0.001, 0.001, 0), network(0.5, 0.002, 0.003, 0.003, 0)),
      'With dropout: no worse on the 30 points it saw (both <\u00a00.01), and no better on new ones (both <\u00a00.01): here dropout does not help. There is little to win: without dropout the loss on new points is <\u00a00.01, and the noise alone makes 0.25.',
    ],
    [
      'drops everything',
      lesson(OVERFITTING, network(1, 0.57, 0.78, 0.79)),
      'With p = 1 training drops every hidden neuron, so that no weight is ever trained: the curve is eval() with the weights as they began.',
    ],
  ];
  for (const [name, shown, said] of HEADLINES)
    it(`at the top, where dropout ${name}`, () => {
      const training = { learning: undefined, step: STEPS, failure: undefined };
      const idle = { start: () => undefined, trainAll: () => undefined, stop: () => undefined };
      assert.equal(headline({ shown, told: shown, ...training, ...idle }), said);
    });

  it('of which settings that is which is dimmed, while others learn', () => {
    const shown = { ...lesson(OVERFITTING, network(0.5, 0.13, 0.29, 0.3)), isComplete: false, isDated: true };
    const idle = { start: () => undefined, trainAll: () => undefined, stop: () => undefined };
    assert.equal(
      headline({ shown, told: shown, learning: 'two', step: 20, failure: undefined, ...idle }),
      'The networks are learning. Dimmed: still 30 points, noise 0.5, width 64, data 0, seed 0, p = 0.5.',
    );
  });

  it('of losses, never that there is none where there is one', () => {
    assert.deepEqual([0, 0.0049, 0.005, 0.3].map(lossText), ['0.00', '<\u00a00.01', '0.01', '0.30']);
  });

  it('of a network that is best at its end that it is so, and no more', () => {
    const end = { ...OVERFITTING, unseen: OVERFITTING.unseen.map((_, i) => 1.26 - i / 100) };
    assert.match(story(lesson(end, end)), /ends at its lowest, 0\.26: this network does not overfit\.$/);
  });

  it('of eval(), for every p', () => {
    assert.match(evalSentences(0.3), /probability 0\.7 .*, for 0\.7 × 1\/0\.7 = 1 \(exactly/);
    assert.match(evalSentences(0), /no mask in training either/);
    assert.match(evalSentences(1), /never trained/);
  });

  it('of each p, once all of them have learned', () => {
    const others = [network(0.3, 0.05, 0.29, 0.292), network(0.5, 0.13, 0.29, 0.3)];
    const all = [OVERFITTING, ...others, network(0.9, 0.6, 0.65, 0.66)];
    assert.equal(
      sweepSentence(all),
      'Lowest of these 4: 0.29 with p = 0.3, and much the same with p = 0.5. With p = 0 the network overfits: 0.40, with a training loss of 0.00. With p = 0.9 it underfits: 0.66, with a training loss of 0.60. This is one run: other data, weights and masks come to other numbers.',
    );
    // Little noise, many points: nothing overfits, and nothing is underfit that is as good.
    const fit = [network(0, 0.2, 0.27, 0.27), network(0.1, 0.2, 0.28, 0.3), network(0.2, 0.21, 0.28, 0.29)];
    assert.equal(
      sweepSentence(fit),
      'Lowest of these 3: 0.27 with p = 0. With p = 0 it ends at 0.27, with a training loss of 0.20. With p = 0.2 it ends at 0.29, with a training loss of 0.21. This is one run: other data, weights and masks come to other numbers.',
    );
    assert.match(sweepSentence(all.slice(0, 2)), /^Trained so far: 0\.40 with p = 0, 0\.29 with p = 0\.3\./);
    const half = { ...OVERFITTING, unseen: OVERFITTING.unseen.slice(0, 40) };
    assert.match(
      sweepSentence([half, ...others]),
      /^Trained so far: 0\.29 with p = 0\.3, 0\.30 with p = 0\.5\./,
    );
    assert.equal(sweepSentence([half]), 'The networks are learning.');
  });
});
