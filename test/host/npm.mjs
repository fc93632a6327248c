// Runs the npm client, so that whatever registry, proxy and certificates a user has configured apply.
import { spawn } from 'node:child_process';

/**
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<string>} what npm printed
 */
export function npm(args, cwd) {
  return new Promise((resolve, reject) => {
    const quiet = ['--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier'];
    // Inside `npm start` and `npm test` npm says where it is; that also spares Windows a shell.
    const client = process.env['npm_execpath'];
    const child = client?.endsWith('.js')
      ? spawn(process.execPath, [client, ...args, ...quiet], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
      : spawn('npm', [...args, ...quiet], {
          cwd,
          stdio: ['ignore', 'pipe', 'pipe'],
          shell: process.platform === 'win32',
        });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (errors += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else
        reject(
          new Error(`"npm ${args.join(' ')}" failed (exit code ${code ?? 'none'}):\n${errors}${output}`),
        );
    });
  });
}
