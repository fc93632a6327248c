import { writeFileSync } from 'node:fs';
import { ProgramRunner } from './replayPrograms';
import { operations } from './surveys';

/** Makes operations.json: operations on values of all types, with what Python prints. */
export async function makeOperations(): Promise<void> {
  const runner = new ProgramRunner();
  const { setup, operations: made } = await operations(runner, 'goldens', 2500);
  runner.end();
  const lines = made.map((operation) => JSON.stringify(operation));
  const text = `{"setup": ${JSON.stringify(setup)}, "operations": [\n${lines.join(',\n')}\n]}\n`;
  writeFileSync(new URL('operations.json', import.meta.url), text);
}
