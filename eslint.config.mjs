// @ts-check
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createRequire } from 'node:module';
import tseslint from 'typescript-eslint';

// oxlint-disable-next-line typescript/no-unsafe-assignment -- it has no types
const redos = /** @type {object} */ (createRequire(import.meta.url)('eslint-plugin-redos'));

export default defineConfig(
  globalIgnores(['dist/', 'out/', '.vscode-test/', 'node_modules/']),
  eslint.configs.recommended,
  // Rules that need types are in .oxlintrc.json: the native compiler tells them in a tenth of the time.
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
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
    // There each question is asked once, and its answer is what is tested.
    files: ['test/integration/**/*.test.ts'],
    ignores: ['**/reading.test.ts', '**/verify.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.object.name='assert'][callee.property.name=/^(equal|deepEqual|match)$/] AwaitExpression",
          message: 'VS Code shows what was done only some time later: use `eventually`.',
        },
      ],
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/wording/markdown.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(TemplateElement[value.raw=/\\]\\(|command:/], Literal[value=/\\]\\(command:/])',
          message:
            'Links and pictures in Markdown are made in src/wording/markdown.ts, which encodes what Markdown reads.',
        },
      ],
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/services/settings.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          property: 'getConfiguration',
          message: 'Settings are read in src/services/settings.ts, which checks them.',
        },
      ],
    },
  },
  {
    // What is longer has a seam; what takes more belongs together, and travels as one.
    files: ['src/**', 'media/**'],
    rules: {
      'max-lines': ['error', 400],
      '@typescript-eslint/max-params': ['error', { max: 5 }],
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
  {
    // Which room may look into which is held by .dependency-cruiser.mjs, the table of them all.
    files: ['src/verify/interpreter/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:*', 'child_process'],
              allowTypeImports: true,
              message: 'The browser loads the same bundle: import Node’s modules where they are used.',
            },
          ],
        },
      ],
    },
  },
);
