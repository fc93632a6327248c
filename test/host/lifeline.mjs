// Imported by programs that must not outlive the one that started them, however that one ended:
// no exit handler runs in a program that is killed outright, and npm does not pass every signal on.
import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const INTERVAL = 500;
const starter = whoStarted();

if (isMainThread) {
  setInterval(() => {
    // Not `process.exit`, which VS Code's extension host does not let anyone call.
    if (whoStarted() !== starter) process.kill(process.pid, 'SIGTERM');
  }, INTERVAL).unref();
}

/** A process that has lost its parent is given another one, so a new answer means that the parent is gone. */
function whoStarted() {
  const parent = process.ppid;
  if (process.platform === 'win32') return isRunning(parent);
  if (process.platform !== 'linux') return parent;
  try {
    // npm runs a script by way of a shell, which stays when npm is killed: there, npm is what counts.
    const stat = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${parent}/stat`, 'utf8'));
    return stat?.[1] === 'sh' ? `${parent} ${stat[2]}` : parent;
  } catch {
    return undefined;
  }
}

/** @param {number} id */
function isRunning(id) {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
