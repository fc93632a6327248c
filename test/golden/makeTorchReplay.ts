import { writeFileSync } from 'node:fs';
import type { Program } from './randomPrograms';
import { ProgramRunner } from './replayPrograms';
import { teachingPrograms } from './torchPrograms';

/** Makes torchReplay.json: programs with PyTorch, and what Python shows. */
export async function makeTorchReplay(): Promise<void> {
  const programs: readonly Program[] = teachingPrograms();
  const runner = new ProgramRunner();
  const shown = await runner.ask(programs);
  runner.end();
  const cases = programs.map((program, i) => JSON.stringify([program, shown[i]]));
  writeFileSync(new URL('torchReplay.json', import.meta.url), `[\n${cases.join(',\n')}\n]\n`);
}
