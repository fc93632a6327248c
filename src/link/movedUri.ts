/** A file or folder that was renamed, moved or, without a new address, deleted. */
export interface FileMove {
  readonly from: string;
  readonly to: string | undefined;
}

/**
 * Where a file is after files or folders were moved: VS Code tells of a folder and not of what is in it.
 *
 * @param uri the file's address, as `Uri.toString()` gives it, like all others
 * @returns `uri` itself where it is not concerned; undefined where it was deleted
 */
export function movedUri(uri: string, moves: readonly FileMove[]): string | undefined {
  let nearest: FileMove | undefined;
  for (const move of moves) {
    if (!isWithin(uri, move.from)) continue;
    if (nearest === undefined || withoutSlash(move.from).length > withoutSlash(nearest.from).length)
      nearest = move;
  }
  if (nearest === undefined) return uri;
  return nearest.to === undefined
    ? undefined
    : withoutSlash(nearest.to) + uri.slice(withoutSlash(nearest.from).length);
}

/** Whether an address is that of a file or folder, or of something in it. */
function isWithin(uri: string, folder: string): boolean {
  return uri === withoutSlash(folder) || uri.startsWith(`${withoutSlash(folder)}/`);
}

function withoutSlash(uri: string): string {
  return uri.endsWith('/') ? uri.slice(0, -1) : uri;
}
