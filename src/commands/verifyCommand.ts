import * as vscode from 'vscode';
import type { Settings } from '../services/settings';
import type { GeneratorChoice, Verifier } from '../verify';

/** The command "Verify Against PyTorch". All behind it is loaded, and made, when it is first run. */
export function verifyCommand(
  context: vscode.ExtensionContext,
  settings: Settings,
  generator: GeneratorChoice,
  log: vscode.LogOutputChannel,
): () => Promise<void> {
  let loaded: Promise<Verifier> | undefined;
  return async () => {
    loaded ??= import('../verify').then(({ Verifier }) => {
      const folder = vscode.Uri.joinPath(context.extensionUri, 'media', 'verify');
      const verifier = new Verifier(folder, settings, generator, log);
      context.subscriptions.push(verifier);
      return verifier;
    });
    await (await loaded).verify();
  };
}
