// Writes docs/third-party.md, the licences of all that is bundled, or only checks that it is up to date (`--check`).
import * as esbuild from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hostParts, pageParts, programs } from '../../esbuild.mjs';
import { readJson } from './json.mjs';
import { repository } from './places.mjs';

const file = join(repository, 'docs', 'third-party.md');

/**
 * The folders of the packages of which something is in a bundle.
 *
 * @returns {Promise<string[]>}
 */
async function bundled() {
  /** @type {Set<string>} */
  const folders = new Set();
  for (const program of [hostParts, pageParts, ...Object.values(programs)]) {
    const { metafile } = await esbuild.build({
      ...program,
      absWorkingDir: repository,
      write: false,
      metafile: true,
    });
    for (const input of Object.keys(metafile.inputs)) {
      // The innermost, where a package has packages of its own; a link to them is of no account.
      const [folder] = /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
      if (folder !== undefined) folders.add(folder.slice(folder.indexOf('node_modules/')));
    }
  }
  return [...folders].sort();
}

/** @param {string} folder */
function notice(folder) {
  const { name, version, license, author } =
    /** @type {{ name: string, version: string, license: string, author?: string | { name: string } }} */ (
      readJson(join(repository, folder, 'package.json'))
    );
  const texts = readdirSync(join(repository, folder))
    .filter((each) => /^(licen[cs]e|notice)/i.test(each))
    .sort()
    .map((each) =>
      readFileSync(join(repository, folder, each), 'utf8')
        .replaceAll('\r', '')
        .trim(),
    );
  const by = typeof author === 'string' ? author : author?.name;
  if (texts.length === 0)
    return `## ${name} ${version} (${license})\n\nThe package names its licence, without a text; by ${by ?? 'its authors'}.`;
  return [
    `## ${name} ${version} (${license})`,
    ...texts.map((text) => `\`\`\`\`text\n${text}\n\`\`\`\``),
  ].join('\n\n');
}

/** What docs/third-party.md has to say. */
export async function thirdParty() {
  const notices = (await bundled()).map(notice);
  return `${['# Third-party notices', 'What is bundled into this extension, made by `npm run licenses`.', ...notices].join('\n\n')}\n`;
}

async function main() {
  const text = await thirdParty();
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error('docs/third-party.md is not up to date: npm run licenses');
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) void main();
