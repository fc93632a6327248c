import * as vscode from 'vscode';
import type { CudaComparison, Ending, Outcome, Verdict } from './comparison';

/* What came of it, in words. */

/** PyTorch's version without what follows the plus: `2.6.0+cu124` is 2.6.0 on a CPU as well. */
export function shortVersion(torch: string): string {
  return torch.split('+')[0] ?? torch;
}

/** The verdict in one or two sentences. */
export function verdictText(verdict: Verdict): string {
  return [cpuText(verdict), verdict.cuda && cudaText(verdict.cuda)]
    .filter((sentence) => sentence !== undefined)
    .join(' ');
}

function cpuText({ torch, cpu, backend, matching }: Verdict): string {
  const version = shortVersion(torch);
  if (cpu.compared === 0) {
    return vscode.l10n.t(
      'PyTorch {0} on CPU refused every case, so that nothing could be compared.',
      version,
    );
  }
  if (cpu.firstDifference === undefined) {
    const { identical, compared } = cpu;
    const name = backend === 'cpu' ? '' : vscode.l10n.t(', generator {0}', backend);
    return vscode.l10n.t(
      '{0} of {1} masks identical, PyTorch {2} on CPU{3}.',
      identical,
      compared,
      version,
      name,
    );
  }
  const counted = vscode.l10n.t(
    'Only {0} of {1} masks identical, PyTorch {2} on CPU.',
    cpu.identical,
    cpu.compared,
    version,
  );
  const reason =
    matching === undefined
      ? vscode.l10n.t('Neither of the generators cpu and cpu-mkl draws as PyTorch does here.')
      : vscode.l10n.t(
          'PyTorch {0} here draws as {1}: choose that generator in the settings.',
          version,
          matching,
        );
  return `${counted} ${reason}`;
}

function cudaText({ gpu, compared, identical, problem }: CudaComparison): string {
  if (gpu === undefined || compared === 0)
    return vscode.l10n.t('CUDA could not be compared: {0}.', problem ?? gpu?.name ?? '');
  const counted = vscode.l10n.t('CUDA ({0}): {1} of {2}.', gpu.name, identical, compared);
  return problem === undefined ? counted : `${counted} ${vscode.l10n.t('Then it failed: {0}.', problem)}`;
}

/** Why there is no verdict; undefined where the reader wanted none. */
export function failureText(
  outcome: Exclude<Outcome, { type: 'answers' }>,
  program: string,
): string | undefined {
  if (outcome.type === 'failed') return endingText(outcome.ending, program);
  return outcome.missing
    ? vscode.l10n.t(
        '{0} (Python {1}) has no PyTorch. Install it there with "{0} -m pip install torch", or choose another interpreter.',
        program,
        outcome.python,
      )
    : vscode.l10n.t(
        '{0} (Python {1}) cannot import its PyTorch: {2}',
        program,
        outcome.python,
        outcome.error,
      );
}

function endingText(ending: Ending, program: string): string | undefined {
  switch (ending.how) {
    case 'cancelled':
      return undefined;
    case 'notFound':
      return vscode.l10n.t(
        'There is no Python interpreter {0}. Install Python with PyTorch, or choose an interpreter.',
        program,
      );
    case 'notStarted':
      return vscode.l10n.t('{0} cannot be started: {1}', program, ending.reason);
    case 'exited':
      return vscode.l10n.t(
        '{0} ended before its last answer ({1}). The log has more.',
        program,
        ending.status,
      );
    case 'refused':
      return vscode.l10n.t(
        '{0} printed something else than the answers of this extension’s script. The log has more.',
        program,
      );
    case 'timedOut':
      return vscode.l10n.t('{0} took too long, and was stopped. The log has more.', program);
    case 'tooMuchOutput':
      return vscode.l10n.t('{0} printed too much, and was stopped. The log has more.', program);
  }
}
