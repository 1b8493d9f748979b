import type { MadeService } from './generate-service';

/** What was made and what to do with it. */
export function whatNext({ names, ports }: MadeService): string {
  const { name, snakeName } = names;
  const others = `admin ${ports.admin}${ports.internal ? `, internal ${ports.internal}` : ''}`;
  const steps = [
    [`npm start -- ${name}`, `runs it on ${ports.grpc} (${others}), and says what to call`],
    [`npx nx test ${name}`, 'runs its tests; npm test runs all there are'],
    ['docs/adding-a-service.md', 'says how to make it yours, and how to remove it again'],
  ] as const;
  const width = Math.max(...steps.map(([step]) => step.length));
  return [
    `${name} is there, and works: apps/${name}, proto/killrvideo/${snakeName}, libs/proto/${name}-v1,`,
    `apps/e2e/src/${name}, a line in apps/all-in-one/src/main.ts and a row in README.md.`,
    ...steps.map(([step, what]) => `  ${step.padEnd(width)}   ${what}`),
  ].join('\n');
}
