// @ts-check
import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createRequire } from 'node:module';
import tseslint from 'typescript-eslint';

/**
 * The "never" rules of the house: which rooms a room may not look into.
 *
 * @param {string} files
 * @param {{ group: string[], message: string, allowTypeImports?: boolean }[]} patterns
 */
const never = (files, patterns) => ({
  files: [files],
  rules: { '@typescript-eslint/no-restricted-imports': /** @type {any} */ (['error', { patterns }]) },
});

const platform = {
  group: ['vscode', 'node:*', 'fs', 'path', 'crypto', 'os', 'child_process', 'preact', 'preact/*'],
  message: 'The pure core runs in Node, in a web worker and in a webview alike.',
};
const node = {
  group: ['node:*', 'fs', 'path', 'crypto', 'os', 'child_process'],
  message: 'The extension also runs in a browser.',
};

// eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- it has no types
const redos = /** @type {object} */ (createRequire(import.meta.url)('eslint-plugin-redos'));

export default defineConfig(
  globalIgnores(['dist/', 'out/', '.vscode-test/', 'node_modules/']),
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  prettier,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // A `default` is a decision, too.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      // The compiler knows better: it checks the .mjs files too.
      'no-undef': 'off',
    },
  },
  {
    files: ['test/e2e/**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.property.name=/^(press|pressSequentially|type)$/]:not([callee.object.name='workbench'])",
          message:
            'A key may be pressed before the focus has moved: use `workbench.press` or one of its kind.',
        },
        {
          selector: "CallExpression[callee.property.name='waitForTimeout']",
          message: 'Wait for what is to happen, not for a time.',
        },
        {
          selector: "CallExpression[callee.object.name='assert'] AwaitExpression",
          message: 'A page shows what was done only some time later: use `eventually`.',
        },
        {
          selector: "MemberExpression[property.name='keyboard']",
          message:
            'A key may be pressed before the focus has moved: use `workbench.press` or one of its kind.',
        },
      ],
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/markdown.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(TemplateElement[value.raw=/\\]\\(|command:/], Literal[value=/\\]\\(command:/])',
          message:
            'Links and pictures in Markdown are made in src/markdown.ts, which encodes what Markdown reads.',
        },
      ],
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/settings.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { property: 'getConfiguration', message: 'Settings are read in src/settings.ts, which checks them.' },
      ],
    },
  },
  {
    // Texts are the reader's, and of any length: a pattern is proven to take no longer than they are long, or is an
    // exception with its reason. Only a literal can be proven; the proof is the automaton's, which leaves nothing to chance.
    files: ['src/**', 'media/**'],
    plugins: { redos },
    rules: {
      'redos/no-vulnerable': ['error', { checker: 'automaton', ignoreErrors: false, timeout: null }],
      'no-restricted-globals': [
        'error',
        {
          name: 'RegExp',
          message: 'Write a literal: what is put together is not checked for how long it takes.',
        },
      ],
    },
  },
  never('src/torch/**', [
    platform,
    {
      group: [
        '**/python/**',
        '**/playground/**',
        '**/editor/**',
        '**/panel/**',
        '**/verify/**',
        '**/media/**',
      ],
      message: 'torch/ is the ground floor.',
    },
  ]),
  never('src/python/**', [
    platform,
    {
      group: ['**/playground/**', '**/editor/**', '**/panel/**', '**/verify/**', '**/media/**'],
      message: 'python/ uses torch/ and nothing else.',
    },
  ]),
  never('src/playground/**', [
    platform,
    {
      group: ['**/python/**', '**/editor/**', '**/panel/**', '**/verify/**', '**/media/**'],
      message: 'playground/ uses torch/ and nothing else.',
    },
  ]),
  never('src/editor/**', [
    node,
    { group: ['**/panel/**', '**/media/**'], message: 'editor/ speaks to the panel through commands only.' },
  ]),
  never('src/link/**', [
    node,
    { group: ['**/panel/**', '**/media/**'], message: 'link/ speaks to the panel through the store only.' },
  ]),
  never('src/panel/**', [
    node,
    {
      group: ['**/editor/**', '**/python/**', '**/link/**', '**/media/**'],
      message: 'panel/ knows the store and the webview, no documents.',
    },
  ]),
  never('src/verify/**', [
    node,
    {
      group: ['**/editor/**', '**/python/**', '**/playground/**', '**/panel/**', '**/media/**'],
      message: 'verify/ uses torch/ and nothing else.',
    },
  ]),
  never('src/verify/comparison/**', [
    platform,
    {
      group: [
        '**/editor/**',
        '**/python/**',
        '**/playground/**',
        '**/panel/**',
        '**/media/**',
        '**/interpreter',
      ],
      message: 'comparison/ uses torch/ and nothing else.',
    },
  ]),
  never('src/verify/interpreter/**', [
    {
      group: [
        'vscode',
        '**/torch',
        '**/torch/**',
        '**/editor/**',
        '**/python/**',
        '**/playground/**',
        '**/panel/**',
      ],
      message: 'interpreter/ runs a process and knows nothing else.',
    },
    {
      group: ['node:*', 'child_process'],
      allowTypeImports: true,
      message: 'The browser loads the same bundle: import Node’s modules where they are used.',
    },
  ]),
  never('media/**', [
    node,
    {
      group: ['vscode', '**/editor/**', '**/panel/**', '**/python/**'],
      message: 'The webview may use the protocol and the pure core.',
    },
  ]),
);
