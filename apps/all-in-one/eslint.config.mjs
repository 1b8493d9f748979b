import base from '../../eslint.config.mjs';
import { projectRules } from '../../tools/eslint/project-rules.mjs';

// all-in-one is nothing but the apps in one process, as other KillrVideo backends run. Nx lets no app import another
// whatever their tags, so the services are named here, exactly: src/service.ts of each app, not what is behind it.
export default [
  ...base,
  {
    files: ['**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          ...projectRules,
          allow: [
            '@killrvideo/comments',
            '@killrvideo/outliers',
            '@killrvideo/ratings',
            '@killrvideo/statistics',
            '@killrvideo/users',
            '@killrvideo/videos',
          ],
        },
      ],
    },
  },
];
