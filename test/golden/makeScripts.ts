import { writeFileSync } from 'node:fs';
import { ProgramRunner } from './replayPrograms';
import { bitsOf, expectedPrint, programOf, RandomActions, type ScriptCase, stateAfter } from './scripts';

/**
 * Runs the scripts of random states with PyTorch.
 *
 * @returns the cases, and those in which PyTorch printed something else than the playground says
 */
export async function runScripts(
  seed: string,
  count: number,
): Promise<{ cases: readonly ScriptCase[]; differences: readonly string[] }> {
  const random = new RandomActions(seed);
  const all = Array.from({ length: count }, () => random.next());
  const sessions = all.map(stateAfter);
  const runner = new ProgramRunner();
  const shown = await runner.ask(sessions.map(programOf));
  runner.end();
  const differences: string[] = [];
  const cases = sessions.map((session, i): ScriptCase => {
    const texts = shown[i]?.map(([, , text]) => text) ?? [];
    const { outcome } = session.call;
    const expected = outcome.ok ? [expectedPrint(session), bitsOf(outcome.output)] : [];
    const script = programOf(session).cells[0] ?? '';
    if (JSON.stringify(texts) !== JSON.stringify(expected))
      differences.push(`${script}\nexpected: ${expected.join('\n')}\nPyTorch: ${JSON.stringify(shown[i])}`);
    return { actions: all[i] ?? [], script, printed: texts[0] ?? null };
  });
  return { cases, differences };
}

/** Makes scripts.json. */
export async function makeScripts(): Promise<void> {
  const { cases } = await runScripts('goldens', 120);
  const small = cases.filter(({ printed }) => (printed ?? '').length < 2000);
  const lines = small.map((each) => JSON.stringify(each));
  writeFileSync(new URL('scripts.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
}
