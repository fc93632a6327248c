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
    const asked = converse<object>(port, own, (error) => {
      throw error;
    });
    assert.equal(port.onmessage, null);
    heard[0]?.({ t: 'q', i: 'first', m: 'double', a: [21] });
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(posted, [{ t: 's', i: 'first', r: 42 }]);
    asked.$close();
  });

  /** Both ends of a channel. */
  function ends(own: object) {
    const { port1, port2 } = new MessageChannel();
    const problems: string[] = [];
    const theirs = converse(port2 as Port, own, ({ message }) => problems.push(message));
    const asked = converse<Functions>(port1 as Port, {}, () => undefined);
    const close = (): void => {
      asked.$close();
      theirs.$close();
    };
    return { asked, problems, close, post: (message: unknown) => port1.postMessage(message) };
  }

  interface Functions {
    double(x: number): number;
    later(x: number): Promise<number>;
    fail(): void;
    never(): Promise<void>;
    unsendable(): unknown;
    note(text: string): void;
  }

  const noted: string[] = [];
  const FUNCTIONS: Functions = {
    double: (x) => 2 * x,
    later: (x) => new Promise((resolve) => setTimeout(() => resolve(x), 5)),
    fail: () => {
      throw new RangeError('too far');
    },
    never: () => new Promise(() => undefined),
    unsendable: () => () => undefined,
    note: (text) => void noted.push(text),
  };

  it('gives each question its own answer, in whatever order these come, and its own error', async () => {
    const { asked, close } = ends(FUNCTIONS);
    const answers = await Promise.all([asked.later(1), asked.double(2), asked.later(3), asked.double(4)]);
    assert.deepEqual(answers, [1, 4, 3, 8]);
    await assert.rejects(asked.fail(), { name: 'RangeError', message: 'too far' });
    await assert.rejects(asked.unsendable(), /could not be cloned/);
    await assert.rejects(asked.double(Symbol('x') as never), /could not be cloned/);
    assert.equal(await asked.double(5), 10);
    close();
  });

  it('waits for no answer to a notice, and tells things in their order', async () => {
    const { asked, close } = ends(FUNCTIONS);
    for (const text of ['a', 'b']) asked.note.asEvent(text);
    asked.fail.asEvent();
    await asked.double(1);
    assert.deepEqual(noted.splice(0), ['a', 'b']);
    close();
    asked.note.asEvent('c');
    assert.deepEqual(noted, []);
  });

  it('calls nothing but its own functions, and reports what is no message', async () => {
    const { asked, problems, close, post } = ends(FUNCTIONS);
    post({ t: 'q', m: 'double' });
    post('double');
    await assert.rejects((asked as unknown as { toString(): Promise<string> }).toString(), /not found/);
    assert.deepEqual(problems, ['this is no message', 'this is no message']);
    close();
  });

  it('fails what is still asked when it is closed, and what is asked then', async () => {
    const { asked, close } = ends(FUNCTIONS);
    const waits = assert.rejects(asked.never(), /the worker ended/);
    assert.equal(asked.$closed, false);
    asked.$close(new Error('the worker ended'));
    await waits;
    assert.equal(asked.$closed, true);
    await assert.rejects(asked.double(1), /closed/);
    assert.equal(await Promise.resolve(asked), asked);
    close();
  });
});
