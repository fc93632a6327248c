import { writeFileSync } from 'node:fs';
import seedrandom from 'seedrandom';
import { mutatedBehindImports } from './mutations';
import type { Program } from './randomPrograms';
import { ProgramRunner } from './replayPrograms';
import { RandomTorchPrograms } from './randomTorchPrograms';
import { teachingPrograms } from './torchPrograms';

/** Makes torchReplay.json: programs with PyTorch, and what Python shows. */
export async function makeTorchReplay(): Promise<void> {
  const random = new RandomTorchPrograms('goldens');
  const edits = seedrandom('torch goldens');
  const programs: readonly Program[] = [
    ...teachingPrograms(),
    ...Array.from({ length: 350 }, () => random.next()),
    ...Array.from({ length: 100 }, () => mutatedBehindImports(random.next(), edits)),
  ];
  const runner = new ProgramRunner();
  const shown = await runner.ask(programs);
  runner.end();
  const cases = programs.flatMap((program, i) => {
    const values = shown[i];
    // Addresses differ from run to run.
    const isLasting = values && !JSON.stringify(values).includes(' at 0x');
    return isLasting ? [JSON.stringify([program, values])] : [];
  });
  writeFileSync(new URL('torchReplay.json', import.meta.url), `[\n${cases.join(',\n')}\n]\n`);
}
