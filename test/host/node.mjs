// The served VS Code needs a newer Node than the rest of this project does.
import { execFileSync } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { once, unpackPackage } from './download.mjs';

const OLDEST = 22;
const VERSION = '24.21.0';

/** @type {Record<string, string>} */
const INTEGRITY = {
  'linux-x64':
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  'linux-arm64':
    'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
};

/**
 * The Node that runs this script where it is new enough, else one from npm, kept in the cache.
 * It is never a dependency: its `node` would then stand in for the user's in every npm script.
 *
 * @returns {Promise<string>}
 */
export async function ensureNode() {
  if (major(process.version) >= OLDEST) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const integrity = INTEGRITY[platform];
  if (integrity === undefined) {
    throw new Error(
      `VS Code's server needs Node ${OLDEST} or newer. Install it from https://nodejs.org and try again.`,
    );
  }
  const folder = await once(`node-${VERSION}`, async (content) => {
    console.log(`Downloading Node ${VERSION}, which VS Code's server needs (this is ${process.version}) …`);
    await unpackPackage(
      { name: `node-${platform}`, version: VERSION, integrity, only: ['bin/node'] },
      content,
    );
    const node = join(content, 'bin', 'node');
    await chmod(node, 0o755);
    // Fails here, before anything is kept, where the program does not suit the machine (musl, say).
    execFileSync(node, ['--version']);
  });
  return join(folder, 'bin', 'node');
}

/** @param {string} version */
const major = (version) => Number(/\d+/.exec(version)?.[0]);
