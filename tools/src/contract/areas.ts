/** One part of the contract: its files, and the library `libs/proto/<name>` that is generated from them. */
export interface Area {
  readonly name: string;
  /** Its folder or its only file, below `proto/`. */
  readonly path: string;
}

/** What the others import, the well-known types that they use included. */
export const COMMON: Area = { name: 'common', path: 'common' };

/** The areas with services; none imports another. */
export const AREAS: readonly Area[] = [
  { name: 'comments', path: 'comments' },
  { name: 'outliers', path: 'outliers.proto' },
  { name: 'outliers-v1', path: 'killrvideo/outliers/v1' },
  { name: 'ratings', path: 'ratings' },
  { name: 'search', path: 'search' },
  { name: 'statistics', path: 'statistics' },
  { name: 'suggested-videos', path: 'suggested-videos' },
  { name: 'uploads', path: 'uploads' },
  { name: 'user-management', path: 'user-management' },
  { name: 'video-catalog', path: 'video-catalog' },
];

/** Where the generated code of an area stands, from the repository's root. */
export function generatedFolder({ name }: Area): string {
  return `libs/proto/${name}/src/generated`;
}
