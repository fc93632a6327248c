import { writeFileSync } from 'node:fs';
import { ProgramRunner } from './replayPrograms';
import { calls, type Operations, operations } from './surveys';

/** Makes operations.json and calls.json: what Python prints of operations on values of all types, and of calls. */
export async function makeOperations(): Promise<void> {
  const runner = new ProgramRunner();
  write('operations.json', await operations(runner, 'goldens', 2500));
  write('calls.json', await calls(runner, 'goldens', 2500));
  runner.end();
}

function write(name: string, { setup, operations: made }: Operations): void {
  const lines = made.map((operation) => JSON.stringify(operation));
  const text = `{"setup": ${JSON.stringify(setup)}, "operations": [\n${lines.join(',\n')}\n]}\n`;
  writeFileSync(new URL(name, import.meta.url), text);
}
