import { writeFileSync } from 'node:fs';
import seedrandom from 'seedrandom';
import { mutated } from './mutations';
import { type Program, RandomPrograms } from './randomPrograms';
import { ProgramRunner, writtenPrograms } from './replayPrograms';

/** Makes replay.json: random programs, some of them mutated, and those of programs/, with what Python shows. */
export async function makeReplay(): Promise<void> {
  const random = new RandomPrograms('goldens');
  const edits = seedrandom('goldens');
  // Where something is in doubt on purpose, little is exact: such programs are asked live.
  const next = (): Program => {
    const program = random.next();
    return program.isDoubted === true ? next() : program;
  };
  const programs = [
    ...writtenPrograms(),
    ...Array.from({ length: 300 }, () => next()),
    ...Array.from({ length: 200 }, () => mutated(next(), edits)),
  ];
  const runner = new ProgramRunner();
  const shown = await runner.ask(programs);
  runner.end();
  const cases = programs.flatMap((program, i) => {
    const values = shown[i];
    // Addresses differ from run to run.
    return values && !JSON.stringify(values).includes(' at 0x') ? [JSON.stringify([program, values])] : [];
  });
  writeFileSync(new URL('replay.json', import.meta.url), `[\n${cases.join(',\n')}\n]\n`);
}
