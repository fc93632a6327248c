import assert from 'node:assert/strict';
import { PythonRandom } from '../../../src/python/primitives/pythonRandom';

/**
 * What `r = random.Random(seed)` of CPython 3.11 gives: `random()`, `getrandbits(70)`, `getrandbits(5)`,
 * `_randbelow(10**12)`, twice `gauss(0, 1)`, `normalvariate(0, 1)`, and the 700th `random()` after that.
 */
const DRAWN: readonly (readonly [bigint, number, bigint, bigint, bigint, number, number, number, number])[] =
  [
    [
      0n,
      0.8444218515250481,
      496037447641349049516n,
      1n,
      534771852898n,
      -1.4471231264273656,
      0.9843395512466481,
      -0.6446704563120924,
      0.35307108172351365,
    ],
    [
      1n,
      0.13436424411240122,
      900242893768093690591n,
      2n,
      129944532028n,
      -1.0921732151041414,
      0.03133451683171687,
      1.2309072291166607,
      0.06080464202945668,
    ],
    [
      42n,
      0.6394267984578837,
      327273841618135227089n,
      7n,
      151282538206n,
      -0.12758828378288709,
      -1.4973534143409575,
      -0.1380590627428119,
      0.12435365817470823,
    ],
    [
      4294967295n,
      0.6353574441341173,
      704948660405746854209n,
      16n,
      662676240135n,
      -0.5250567230255822,
      0.8270374736281125,
      2.650231473718195,
      0.7085476776814406,
    ],
    [
      4294967296n,
      0.11299430095636409,
      35689308314463032582n,
      0n,
      964699997961n,
      0.30744103546810747,
      -0.843179267734553,
      0.1427290340897078,
      0.20912249262225535,
    ],
    [
      18446744073709563961n,
      0.0006128515938171875,
      1133085696722571583304n,
      29n,
      39961212516n,
      -0.5994295961893912,
      -0.9884319709752699,
      0.535062498518536,
      0.4031241941812269,
    ],
    [
      1000000000000000000000000000000n,
      0.9341508484568806,
      408113985819606942493n,
      0n,
      949810641225n,
      -1.6377804762598633,
      1.000382589050241,
      -0.19008876221263102,
      0.9808503089044899,
    ],
    [
      -7n,
      0.32383276483316237,
      763599714986210757943n,
      1n,
      902254243635n,
      -0.9300181903227674,
      -0.21330194742120367,
      -1.5394237259515056,
      0.20521858703863327,
    ],
  ];

describe("Python's random", () => {
  for (const [seed, first, long, short, below, gauss, second, normal, last] of DRAWN)
    it(`draws as CPython does after seed(${seed})`, () => {
      const random = new PythonRandom();
      random.seed(seed);
      assert.equal(random.random(), first);
      assert.deepEqual([random.bits(70), random.bits(5), random.below(10n ** 12n)], [long, short, below]);
      for (const expected of [gauss, second]) {
        const { value, error } = random.gauss();
        assert.ok(Math.abs(value - expected) <= error, `${value} ± ${error} is not ${expected}`);
      }
      assert.equal(
        random.normal(() => assert.fail('a draw that is not sure')),
        normal,
      );
      for (let i = 0; i < 699; i++) random.random();
      assert.equal(random.random(), last);
    });
});
