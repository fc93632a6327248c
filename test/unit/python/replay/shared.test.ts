import assert from 'node:assert/strict';
import { libraries } from '../../../../src/python/replay/libraries';
import { isMutable, type Value } from '../../../../src/python/replay/object/values';
import { replay } from '../../../golden/traces';

/** All that the libraries' modules hold, each with the way to it. */
function* held(): Iterable<readonly [path: string, value: Value]> {
  const seen = new Set<Value>();
  const waiting = libraries.flatMap(({ modules }) =>
    [...modules].map(([name, module]) => [name, module as Value] as const),
  );
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [path, value] = next;
    if (seen.has(value)) continue;
    seen.add(value);
    yield next;
    if (value.kind === 'module' || value.kind === 'class')
      for (const [name, member] of value.members) waiting.push([`${path}.${name}`, member]);
  }
}

describe('what all replays share', () => {
  it('cannot be changed by any of them', () => {
    const shared = [...held()];
    assert.ok(shared.length > 1000);
    const changing = shared.filter(([path, value]) => {
      // Native classes and modules take on no doubt. The default generator stands for the replay's own.
      if (value.kind === 'module' || (value.kind === 'class' && value.native)) return false;
      if (value.kind === 'native')
        return value.markChanged !== undefined && path !== 'torch.default_generator';
      return isMutable(value);
    });
    assert.deepEqual(
      changing.map(([path]) => path),
      [],
    );
  });

  it('is as it was after a replay that handed a module to code that is not understood', () => {
    const program = 'import torch, math, random\ntorch.manual_seed(0)\nprint(torch.rand(1), math.pi)';
    const texts = () => replay([program], { notebook: false }).map(({ text, exact }) => [text, exact]);
    const before = texts();
    assert.deepEqual(
      before.map(([, exact]) => exact),
      [true],
    );
    const after = replay(['import torch, math\nbytes(torch)\nprint(math.pi)\nunknown.give(math, torch.nn)']);
    assert.ok(after.every(({ exact }) => !exact));
    assert.deepEqual(texts(), before);
  });
});
