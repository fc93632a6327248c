// Imported by programs that must not outlive the one that started them, however that one ended:
// no exit handler runs in a program that is killed outright, and npm does not pass every signal on.
import { isMainThread } from 'node:worker_threads';

const INTERVAL = 500;
const parent = process.ppid;

if (isMainThread) {
  setInterval(() => {
    if (!isParentAlive()) process.exit();
  }, INTERVAL).unref();
}

function isParentAlive() {
  // A process that has lost its parent is given another one, except on Windows.
  if (process.platform !== 'win32') return process.ppid === parent;
  try {
    return process.kill(parent, 0);
  } catch {
    return false;
  }
}
