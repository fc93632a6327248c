import * as vscode from 'vscode';
import { fullName, type Settings } from '../services/settings';
import type { GeneratorName } from '../torch';
import type { Outcome, Verdict } from './comparison';
import {
  Conversation,
  CPU_BACKENDS,
  CPU_CASES,
  CUDA_CASES,
  describe,
  judge,
  LONGEST_LINE,
  PROTOCOL,
} from './comparison';
import { Details } from './details';
import { run } from './interpreter';
import { interpreters } from './interpreters';
import { failureText, shortVersion, verdictText } from './verifyTexts';

const QUESTION = { cpu: CPU_CASES, cuda: CUDA_CASES };

/** Importing PyTorch from a slow disk takes a minute; all the masks take a second. */
const LIMITS = { milliseconds: 180_000, characters: 8_000_000, lineCharacters: LONGEST_LINE };

/** The reader's setting of the generator. */
export interface GeneratorChoice {
  readonly value: GeneratorName;
  choose(value: GeneratorName): Promise<void>;
}

/** What became of one interpreter. */
interface Answered {
  readonly program: string;
  readonly outcome: Outcome;
}

/**
 * The command "Verify Against PyTorch": has the reader's own PyTorch draw a fixed list of masks, by a fixed script,
 * and compares them with those of src/torch. It runs none of the reader's code, and nothing in the workspace's folders.
 */
export class Verifier implements vscode.Disposable {
  readonly #details = new Details();
  readonly #ended = new vscode.CancellationTokenSource();
  #running: Promise<void> | undefined;

  constructor(
    /** The folder of the script. It is where the interpreter runs, too. */
    private readonly folder: vscode.Uri,
    private readonly settings: Settings,
    private readonly generator: GeneratorChoice,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Runs the comparison, or waits for the one under way, and shows what came of it. Resolves once that is on the screen. */
  async verify(): Promise<void> {
    const refusal = whyNot();
    if (refusal !== undefined) {
      void vscode.window.showWarningMessage(refusal);
      return;
    }
    this.#running ??= this.#verify().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  /** Ends the interpreter if it runs. */
  dispose(): void {
    this.#ended.cancel();
    this.#ended.dispose();
    this.#details.dispose();
  }

  async #verify(): Promise<void> {
    const { program, outcome } = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Verifying against PyTorch'),
        cancellable: true,
      },
      (progress, token) => this.#askAll(progress, token),
    );
    if (outcome.type === 'answers') {
      // A GPU that the reader chose is no generator of the CPU's.
      const backend = CPU_BACKENDS.find((name) => name === this.generator.value) ?? 'cpu';
      await this.#showVerdict(judge(QUESTION, outcome.answers, backend), program);
    } else {
      this.#showFailure(outcome, program);
    }
  }

  /** Asks the first interpreter that exists. */
  async #askAll(
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<Answered> {
    const cancellation = new vscode.CancellationTokenSource();
    const subscriptions = [token, this.#ended.token].map((cause) =>
      cause.onCancellationRequested(() => cancellation.cancel()),
    );
    try {
      let answered: Answered | undefined;
      // The Python extension may be long in coming.
      const cancelled = new Promise<'cancelled'>((resolve) => {
        cancellation.token.onCancellationRequested(() => resolve('cancelled'));
      });
      const programs = await Promise.race([interpreters(this.settings, this.log), cancelled]);
      if (programs === 'cancelled')
        return { program: '', outcome: { type: 'failed', ending: { how: 'cancelled' } } };
      for (const program of programs) {
        progress.report({ message: vscode.l10n.t('starting {0}', program) });
        answered = { program, outcome: await this.#ask(program, progress, cancellation.token) };
        const { outcome } = answered;
        if (outcome.type !== 'failed' || outcome.ending.how !== 'notFound') break;
      }
      return answered ?? { program: '', outcome: { type: 'failed', ending: { how: 'notFound' } } };
    } finally {
      for (const subscription of subscriptions) subscription.dispose();
      cancellation.dispose();
    }
  }

  async #ask(
    program: string,
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    cancellation: vscode.CancellationToken,
  ): Promise<Outcome> {
    const conversation = new Conversation(QUESTION);
    const total = QUESTION.cpu.length;
    let shown = 0;
    this.log.info(`Verifying against PyTorch with ${program}`);
    const { ending, stderr } = await run({
      program,
      // Isolated: no environment variables of Python's, no folder of the reader's on its path. It writes no bytecode.
      args: ['-I', '-B', vscode.Uri.joinPath(this.folder, 'verify.py').fsPath],
      folder: this.folder.fsPath,
      input: JSON.stringify(QUESTION),
      hear: (line) => {
        const problem = conversation.hear(line);
        const { answered, torch } = conversation;
        // The screen has no use for every single one.
        if (torch !== undefined && (answered - shown >= total / 20 || answered === 0)) {
          progress.report({
            message: vscode.l10n.t('PyTorch {0}: {1} of {2} masks', shortVersion(torch), answered, total),
            increment: (100 * (answered - shown)) / total,
          });
          shown = answered;
        }
        return problem;
      },
      cancellation,
      limits: LIMITS,
    });
    const outcome = conversation.outcome(ending);
    this.log.info(`Protocol ${PROTOCOL}: ${answered(outcome)}`);
    // It may greet and warn; where it failed, this is why.
    const level = outcome.type === 'answers' ? 'debug' : 'warn';
    if (stderr !== '') this.log[level](`${program} wrote to stderr:\n${stderr}`);
    return outcome;
  }

  async #showVerdict(verdict: Verdict, program: string): Promise<void> {
    const text = verdictText(verdict);
    this.log.info(text);
    const details = this.#details.add(verdict, program);
    const differs = verdict.cpu.firstDifference ?? verdict.cuda?.firstDifference;
    if (differs) await this.#details.show(details);
    const { matching } = verdict;
    const showDetails = vscode.l10n.t('Show Details');
    const use = matching && vscode.l10n.t('Use {0}', matching);
    const message =
      differs === undefined && verdict.cpu.compared > 0
        ? vscode.window.showInformationMessage(text, showDetails)
        : vscode.window.showWarningMessage(text, ...(use === undefined ? [] : [use]), showDetails);
    void message.then(async (choice) => {
      if (choice === showDetails) await this.#details.show(details);
      if (choice === use && matching !== undefined) await this.generator.choose(matching);
    });
  }

  #showFailure(outcome: Exclude<Outcome, { type: 'answers' }>, program: string): void {
    const text = failureText(outcome, program);
    if (text === undefined) return;
    this.log.error(text);
    const openSettings = vscode.l10n.t('Open Settings');
    const showLog = vscode.l10n.t('Show Log');
    void vscode.window.showErrorMessage(text, openSettings, showLog).then((choice) => {
      if (choice === showLog) this.log.show();
      if (choice === openSettings)
        void vscode.commands.executeCommand('workbench.action.openSettings', fullName('verify.interpreter'));
    });
  }
}

/** Why it cannot run here. The command is hidden then, but a keyboard shortcut or another extension may call it. */
function whyNot(): string | undefined {
  const { process } = globalThis as { process?: { versions?: { node?: unknown } } };
  if (process?.versions?.node === undefined) {
    return vscode.l10n.t(
      'Verify Against PyTorch runs a Python interpreter, which a browser alone cannot. Open the folder on a desktop or on a remote.',
    );
  }
  if (!vscode.workspace.isTrusted) {
    return vscode.l10n.t(
      'Verify Against PyTorch runs a Python interpreter, and so only in a workspace that you trust.',
    );
  }
  return undefined;
}

function answered(outcome: Outcome): string {
  switch (outcome.type) {
    case 'answers':
      return `Python ${outcome.answers.python}, PyTorch ${outcome.answers.torch}`;
    case 'noTorch':
      return `Python ${outcome.python}, ${outcome.error}`;
    case 'failed':
      return describe(outcome.ending);
  }
}
