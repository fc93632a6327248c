import assert from 'node:assert/strict';
import { WordIndex } from '../../../src/python/analysis/names/wordIndex';

describe('an index of words', () => {
  it('knows which files have a word, and which call it', () => {
    const index = new WordIndex();
    index.set('a', 'from b import Net\nnet = Net(0.1)');
    index.set('b', 'class Net(Module):\n  pass');
    index.set('c', 'Network(); größe = 1');
    assert.deepEqual(index.filesWith('Net').toSorted(), ['a', 'b']);
    assert.deepEqual(index.filesWith('Network('), ['c']);
    assert.deepEqual(index.filesWith('größe'), ['c']);
    assert.deepEqual(index.filesWith('import('), []);
    assert.deepEqual(index.filesWith('größ'), []);
    assert.deepEqual(index.filesWith('from-import'), ['a']);
    assert.deepEqual(index.filesWith('…'), []);
    index.set('d', 'add("--drop-rate"); a - -b; x--y-z');
    assert.deepEqual(index.filesWith('drop_rate'), ['d']);
    assert.deepEqual(index.filesWith('rate'), ['d']);
    assert.deepEqual(index.filesWith('drop_'), []);
  });

  it('says the same as the texts themselves, however often they change', () => {
    const index = new WordIndex();
    const texts = new Map<string, string>();
    const words = ['alpha', 'beta', 'gamma(', 'delta'];
    for (let step = 0; step < 6000; step++) {
      const uri = `file${(step * 7) % 13}`;
      if (step % 5 === 4) {
        index.delete(uri);
        texts.delete(uri);
        continue;
      }
      const text = words.filter((_, i) => ((step >> i) & 1) === 1).join(' ');
      index.set(uri, text);
      texts.set(uri, text);
      if (step % 100 > 1) continue;
      for (const word of words)
        assert.deepEqual(
          index.filesWith(word).toSorted(),
          [...texts].flatMap(([file, own]) => (own.includes(word) ? file : [])).toSorted(),
        );
    }
  });
});
