import * as vscode from 'vscode';
import { generatorLabel } from '../playground/generatorLabel';
import { GPUS } from '../torch/gpus';
import { type GeneratorName, GPU_NAMES } from '../torch/namedGenerators';

interface GeneratorItem extends vscode.QuickPickItem {
  /** Undefined for the headings. */
  readonly generator?: GeneratorName;
}

/** Asks for a generator, beginning at the one in use; undefined where the reader picks none. */
export async function chooseGenerator(current: GeneratorName): Promise<GeneratorName | undefined> {
  const pick = vscode.window.createQuickPick<GeneratorItem>();
  pick.title = vscode.l10n.t('Choose generator');
  pick.placeholder = vscode.l10n.t('Where PyTorch runs: the same seed gives other masks there');
  pick.matchOnDescription = true;
  pick.items = [
    heading(vscode.l10n.t('CPU')),
    item('cpu', vscode.l10n.t('PyTorch 2.7 or newer; ARM, Apple and AMD processors')),
    item('cpu-mkl', vscode.l10n.t('x86 wheels of PyTorch up to 2.6, on Intel processors')),
    heading(vscode.l10n.t('CUDA, computed from PyTorch’s source')),
    ...GPU_NAMES.map((gpu) =>
      item(`cuda:${gpu}`, vscode.l10n.t('{0} multiprocessors', GPUS[gpu].multiprocessors)),
    ),
  ];
  pick.activeItems = pick.items.filter(({ generator }) => generator === current);
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems[0]?.generator));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function heading(label: string): GeneratorItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function item(generator: GeneratorName, description: string): GeneratorItem {
  return { label: generatorLabel(generator), description, generator };
}
