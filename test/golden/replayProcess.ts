import { trace } from '../../src/python';
import type { Program } from './randomPrograms';

/** What a process of its own says of one replay. */
export interface Cost {
  /** Seconds of CPU. */
  readonly cpu: number;
  /** The most memory that the process has had so far, in MB. */
  readonly memory: number;
  /** What it threw, if anything. */
  readonly error: string | undefined;
}

/* Runs in a process of its own: replays what it is sent, and says what that cost. */
process.on('message', ({ cells, notebook }: Program) => {
  const before = process.cpuUsage();
  let error: string | undefined;
  try {
    trace(cells, { notebook });
  } catch (thrown) {
    error = String(thrown);
  }
  const { user, system } = process.cpuUsage(before);
  const cost: Cost = { cpu: (user + system) / 1e6, memory: process.resourceUsage().maxRSS / 1024, error };
  process.send?.(cost);
});
