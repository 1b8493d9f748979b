import type { ServiceNames } from './service-names';

export const README = 'README.md';

const HEADING = /^\| service +\| gRPC service +\|.*\|\n\| -[-| ]+\|$/m;
/** The table's last row: what is made of all that stand above. */
const ALL_IN_ONE_ROW = /^\| \[all-in-one\]\(apps\/all-in-one\) .*\|$/m;

/** The text of the README with a row for the service in its table of services. Throws where it is not as expected. */
export function addReadmeRow(
  readme: string,
  { name, pascalName, snakeName }: ServiceNames,
  ports: readonly number[],
  whatItDoes: string,
): string {
  const heading = HEADING.exec(readme);
  const last = ALL_IN_ONE_ROW.exec(readme);
  if (!heading || !last || readme.slice(heading.index, last.index).includes('\n\n')) {
    throw new Error(
      `${README} cannot be edited: expected is a table "| service | gRPC service | …" whose last row is [all-in-one](apps/all-in-one)`,
    );
  }
  if (readme.includes(`| [${name}](`))
    throw new Error(`${README} has a row for ${name} already: take another name, or remove that row`);
  const row = [
    `[${name}](apps/${name})`,
    `\`killrvideo.${snakeName}.v1.${pascalName}Service\``,
    ports.join(' / '),
    whatItDoes,
  ];
  return `${readme.slice(0, last.index)}| ${row.join(' | ')} |\n${readme.slice(last.index)}`;
}
