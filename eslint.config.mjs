import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

import { exportByName } from './tools/eslint/export-by-name.mjs';
import { folderRules } from './tools/eslint/folder-rules.mjs';
import { projectRules } from './tools/eslint/project-rules.mjs';

export default tseslint.config(
  { ignores: ['**/dist', '**/coverage', '**/generated', '**/*.d.ts', '.nx', '.local'] },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Handlers and ports promise to be asynchronous, also where one answer needs no waiting.
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': ['error', exportByName],
    },
  },
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: { '@nx/enforce-module-boundaries': ['error', projectRules] },
  },
  {
    // all-in-one is nothing but the apps in one process, as other KillrVideo backends run. Nx lets no app import another
    // whatever their tags, so it is allowed here: src/service.ts of each app, not what is behind it.
    files: ['apps/all-in-one/src/main.ts'],
    rules: {
      '@nx/enforce-module-boundaries': ['error', { ...projectRules, allow: ['@killrvideo/services/*'] }],
    },
  },
  {
    // Jest's asymmetric matchers are of type any.
    files: ['**/*.spec.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  ...folderRules,
  prettier,
);
