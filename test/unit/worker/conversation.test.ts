import assert from 'node:assert/strict';
import { converse, type Port } from '../../../src/protocol/reading';

describe('a conversation over a port', () => {
  it('listens in Node’s own way where there is one: to make a browser’s event Node 24 loads more than we do', async () => {
    const heard: ((data: unknown) => void)[] = [];
    const posted: unknown[] = [];
    const port: Port = {
      postMessage: (message) => void posted.push(message),
      on: (_, listen) => heard.push(listen),
      onmessage: null,
      close: () => undefined,
    };
    const own = { double: (x: number) => 2 * x };
    const asked = converse<object, typeof own>(port, own, (error) => {
      throw error;
    });
    assert.equal(port.onmessage, null);
    heard[0]?.({ t: 'q', i: 'first', m: 'double', a: [21] });
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(posted, [{ t: 's', i: 'first', r: 42 }]);
    asked.$close();
  });
});
