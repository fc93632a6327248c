import * as vscode from 'vscode';
import { generatorLabel } from './playground/generatorLabel';
import { type GeneratorName, GPU_NAMES } from './torch/namedGenerators';
import { GPUS } from './torch/gpus';

interface GeneratorItem extends vscode.QuickPickItem {
  /** Undefined for the headings. */
  readonly generator?: GeneratorName;
}

/** Asks for a generator, each with what it stands for; undefined where the reader picks none. */
export async function chooseGenerator(current: GeneratorName): Promise<GeneratorName | undefined> {
  const picked = await vscode.window.showQuickPick<GeneratorItem>(
    [
      heading(vscode.l10n.t('CPU')),
      item('cpu', vscode.l10n.t('PyTorch 2.7 or newer; ARM, Apple and AMD processors'), current),
      item('cpu-mkl', vscode.l10n.t('x86 wheels of PyTorch up to 2.6, on Intel processors'), current),
      heading(vscode.l10n.t('CUDA, computed from PyTorch’s source')),
      ...GPU_NAMES.map((gpu) =>
        item(`cuda:${gpu}`, vscode.l10n.t('{0} multiprocessors', GPUS[gpu].multiprocessors), current),
      ),
    ],
    {
      title: vscode.l10n.t('Choose generator'),
      placeHolder: vscode.l10n.t('Where PyTorch runs: the same seed gives other masks there'),
      matchOnDescription: true,
    },
  );
  return picked?.generator;
}

function heading(label: string): GeneratorItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function item(generator: GeneratorName, description: string, current: GeneratorName): GeneratorItem {
  const detail = generator === current ? { detail: vscode.l10n.t('in use') } : {};
  return { label: generatorLabel(generator), description, generator, ...detail };
}
