// Lints texts as if they stood in the files named, without writing them: `[{file, code}]` on stdin, for each the ids
// and messages of what was found on stdout. The rules that need types are left out: they would want the file on disk.
import { text } from 'node:stream/consumers';

import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const eslintOf = async (configFile) =>
  new ESLint({
    overrideConfigFile: configFile,
    overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
  });
const base = await eslintOf('eslint.config.mjs');
const allInOne = await eslintOf('apps/all-in-one/eslint.config.mjs');

const results = [];
for (const { file, code } of JSON.parse(await text(process.stdin))) {
  const eslint = file.startsWith('apps/all-in-one/') ? allInOne : base;
  const [{ messages }] = await eslint.lintText(code, { filePath: file });
  results.push(messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}
console.log(JSON.stringify(results));
