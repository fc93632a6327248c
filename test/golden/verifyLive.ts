import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Conversation, CPU_CASES, CUDA_CASES, judge } from '../../src/verify/comparison';
import { PYTHON } from './python';

/** What the command "Verify Against PyTorch" would find with PYTHON, in one line; throws where masks differ. */
export function verifyLive(): string {
  const question = { cpu: CPU_CASES, cuda: CUDA_CASES };
  const script = fileURLToPath(new URL('../../media/verify/verify.py', import.meta.url));
  const { stdout, stderr } = spawnSync(PYTHON, ['-I', '-B', script], {
    input: JSON.stringify(question),
    encoding: 'utf8',
    maxBuffer: 10 ** 7,
  });
  const conversation = new Conversation(question);
  for (const line of stdout.trimEnd().split('\n')) {
    const problem = conversation.hear(line);
    if (problem !== undefined) throw new Error(`${PYTHON}: ${problem}\n${stderr}`);
  }
  const outcome = conversation.outcome({ how: 'exited', status: '' });
  if (outcome.type !== 'answers') throw new Error(`${PYTHON}: ${JSON.stringify(outcome)}`);
  const { cpu, cuda, matching, torch } = judge(question, outcome.answers, 'cpu');
  const device = cuda?.gpu ? `, ${cuda.identical} of ${cuda.compared} on ${cuda.gpu.name}` : '';
  const text = `Verify Against PyTorch ${torch}: ${cpu.identical} of ${cpu.compared} masks identical${device}`;
  if (cpu.firstDifference) throw new Error(`${text}; matching: ${matching ?? 'none'}`);
  return text;
}
