import type { FilesHost } from '../protocol/reading';
import { foldersAt } from './disk';
import type { Environments } from './environments';
import { listFiles, readFiles } from './workspaceFiles';

/** What the workers ask for that read code. */
export function filesHost(environments: Environments): FilesHost {
  return { listFiles, readFiles, foldersAt, environmentsOf: (root) => environments.of(root) };
}
