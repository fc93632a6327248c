/* What the bench's own extension does where it is seen whether anything grows or gets lost over a long day. Only in Node. */
import type { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { DayResult, Held, LongDay } from './scenario';

/** In milliseconds: so long lenses may take before they count as lost. A worker that was ended has to come back meanwhile. */
const LONGEST = 20_000;
const PAUSE = 10;
/** In milliseconds: VS Code hides a message after a while, and keeps it in a list. */
const HIDDEN = 5000;
/** So often what is held is looked at. */
const LOOKS = 10;

const CALL = 'd = nn.Dropout(0.5)\n';
const text = (file: number): string => `from torch import nn\n\n# File ${file}\n${CALL}`;

interface Ended {
  terminate(): unknown;
}

/** Opens files, one after the other, changes each some times, and ends workers meanwhile: all in the order of chance. */
export async function longDay({ files, edits, ends }: LongDay, folder: vscode.Uri): Promise<DayResult> {
  const workers = await watchedWorkers();
  const random = randomly(1);
  const held: Held[] = [];
  let [edited, ended, lost] = [0, 0, 0];
  for (let file = 1; file <= files; file++) {
    const uri = vscode.Uri.joinPath(folder, `file${file}.py`);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text(file)));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    let calls = 1;
    for (; edited < Math.round((edits * file) / files); edited++) {
      const isMore = calls < 3 || random() < 0.5;
      await change(document, isMore ? 'more' : 'fewer');
      calls += isMore ? 1 : -1;
      if (ended < Math.round((ends * edited) / edits)) {
        const alive = [...workers];
        const one = alive[Math.floor(random() * alive.length)];
        if (one !== undefined) ended++;
        one?.terminate();
      }
      if (!(await hasLenses(uri, calls))) lost++;
    }
    await document.save();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(uri);
    if (file % Math.ceil(files / LOOKS) === 0)
      held.push({ files: file, workers: workers.size, ...(await memory()) });
  }
  return { edits: edited, ends: ended, lost, held };
}

/** All workers that are alive, from now on. */
async function watchedWorkers(): Promise<ReadonlySet<Ended>> {
  // What is changed of it is changed for all who ask Node for it.
  const { default: threads } = (await import('node:worker_threads')) as unknown as {
    readonly default: { Worker: typeof Worker };
  };
  const alive = new Set<Ended>();
  threads.Worker = class extends threads.Worker {
    constructor(...given: ConstructorParameters<typeof threads.Worker>) {
      super(...given);
      alive.add(this);
      this.once('exit', () => alive.delete(this));
    }
  };
  return alive;
}

/** Adds a call at the end, or takes the last one away. */
async function change(document: vscode.TextDocument, to: 'more' | 'fewer'): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  if (to === 'more') edit.insert(document.uri, end, CALL);
  else edit.delete(document.uri, new vscode.Range(document.lineCount - 2, 0, end.line, 0));
  await vscode.workspace.applyEdit(edit);
}

/** Whether as many lines have lenses as there are calls, soon. */
async function hasLenses(uri: vscode.Uri, calls: number): Promise<boolean> {
  let look = performance.now() + HIDDEN;
  for (const end = performance.now() + LONGEST; performance.now() < end;) {
    if (performance.now() > look) {
      // Where reading is off, somebody has to see the message that asks whether to try again.
      await vscode.commands.executeCommand('notifications.showList');
      look = end;
    }
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
    );
    if (new Set(lenses.map(({ range }) => range.start.line)).size === calls) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return false;
}

async function memory(): Promise<Pick<Held, 'own' | 'all'>> {
  const [{ setFlagsFromString }, { runInNewContext }] = await Promise.all([
    import('node:v8'),
    import('node:vm'),
  ]);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What is only watched goes at a later one, after whoever watches was told.
  for (let i = 0; i < 3; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { own: heapUsed + arrayBuffers, all: rss };
}

/** Numbers from 0 to 1 that are the same at each run. */
function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
