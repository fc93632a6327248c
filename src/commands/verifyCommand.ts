import * as vscode from 'vscode';
import { ContextKey } from '../services/contextKey';
import type { Settings } from '../services/settings';
import type { GeneratorChoice, Verifier } from '../verify';

/**
 * The command "Verify Against PyTorch", which is offered only where Node can run an interpreter. All behind it is loaded,
 * and made, when it is first run.
 */
export function verifyCommand(
  context: vscode.ExtensionContext,
  settings: Settings,
  generator: GeneratorChoice,
  log: vscode.LogOutputChannel,
): () => Promise<void> {
  const { process } = globalThis as { process?: { versions?: { node?: unknown } } };
  new ContextKey('canVerify').set(process?.versions?.node !== undefined);
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
