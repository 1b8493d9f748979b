import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** One part of the contract: its files, and the library `libs/proto/<name>` that is generated from them. */
export interface Area {
  readonly name: string;
  /** Its folder or its only file, below `proto/`. */
  readonly path: string;
}

/** What the others import, the well-known types that they use included. */
export const COMMON: Area = { name: 'common', path: 'common' };

/** The given contract: its files stand where every KillrVideo implementation has them. */
export const GIVEN_AREAS: readonly Area[] = [
  { name: 'comments', path: 'comments' },
  { name: 'outliers', path: 'outliers.proto' },
  { name: 'ratings', path: 'ratings' },
  { name: 'search', path: 'search' },
  { name: 'statistics', path: 'statistics' },
  { name: 'suggested-videos', path: 'suggested-videos' },
  { name: 'uploads', path: 'uploads' },
  { name: 'user-management', path: 'user-management' },
  { name: 'video-catalog', path: 'video-catalog' },
];

/** The folder of the packages of our own, `killrvideo.<name>.v<n>`: each is an area, `<name>-v<n>` with hyphens. */
const OUR_OWN = 'killrvideo';

/** The areas with services, as they stand below `proto`; none imports another. */
export function areasIn(proto: string): Area[] {
  const own = readdirSync(join(proto, OUR_OWN)).flatMap((name) =>
    readdirSync(join(proto, OUR_OWN, name)).map((version) => ({
      name: `${name.replaceAll('_', '-')}-${version}`,
      path: `${OUR_OWN}/${name}/${version}`,
    })),
  );
  return [...GIVEN_AREAS, ...own.sort((a, b) => a.name.localeCompare(b.name))];
}

/** Where the generated code of an area stands, from the repository's root. */
export function generatedFolder({ name }: Area): string {
  return `libs/proto/${name}/src/generated`;
}
