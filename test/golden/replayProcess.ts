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

/** The seconds of CPU that this process has had. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** To ask for the CPU's time takes long itself: for so many milliseconds the last answer serves. */
const SERVES = 5;

// On a busy machine the clock on the wall would end a replay before it has had its share.
let [asked, answer] = [-Infinity, 0];
Date.now = () => {
  if (performance.now() - asked > SERVES) [asked, answer] = [performance.now(), cpu() * 1000];
  return answer;
};

/* Runs in a process of its own: replays what it is sent, and says what that cost. */
process.on('message', ({ cells, notebook }: Program) => {
  const before = cpu();
  let error: string | undefined;
  try {
    trace(cells, { notebook });
  } catch (thrown) {
    error = String(thrown);
  }
  const cost: Cost = {
    cpu: cpu() - before,
    memory: process.resourceUsage().maxRSS / 1024,
    error,
  };
  process.send?.(cost);
});
