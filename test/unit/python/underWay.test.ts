import assert from 'node:assert/strict';
import { Nesting, UnderWay } from '../../../src/python/analysis/names/underWay';

describe('what hangs on a circle', () => {
  const [nesting, underWay] = [new Nesting(), new UnderWay<string>()];
  /** Reads something under a name, unless that is being read; and tells which of the readings within are whole, the innermost first. */
  const reading = (name: string, read: () => void): void => {
    if (underWay.has(name)) {
      nesting.noteCut(underWay.levelOf(name));
      return;
    }
    underWay.add(name, nesting.level);
    read();
    underWay.delete(name);
  };
  const whole: boolean[] = [];
  const remembered = (read: () => void): void => {
    whole.push(nesting.within(read).isWhole);
  };
  const isWhole = (read: () => void): readonly boolean[] => {
    whole.length = 0;
    read();
    return [...whole];
  };
  const again = (): void => reading('a', () => assert.fail());
  const nothing = (): void => undefined;

  it('is nothing where nothing leads back', () => {
    assert.deepEqual(
      isWhole(() => remembered(() => reading('a', nothing))),
      [true],
    );
  });
  it('is what began within it', () => {
    assert.deepEqual(
      isWhole(() => reading('a', () => remembered(again))),
      [false],
    );
  });
  it('is not that around which it began', () => {
    assert.deepEqual(
      isWhole(() => remembered(() => reading('a', () => remembered(again)))),
      [false, true],
    );
  });
  it('is not what is read beside it', () => {
    const read = (): void =>
      reading('a', () => {
        remembered(again);
        remembered(nothing);
      });
    assert.deepEqual(isWhole(read), [false, true]);
  });
  it('is all around what was too much', () => {
    assert.deepEqual(
      isWhole(() => remembered(() => reading('a', () => remembered(() => nesting.noteCut())))),
      [false, false],
    );
  });
  it('is nothing around what is read apart', () => {
    assert.deepEqual(
      isWhole(() => remembered(() => nesting.apart(() => remembered(() => nesting.noteCut())))),
      [false, true],
    );
  });
});
