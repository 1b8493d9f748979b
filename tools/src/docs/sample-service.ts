import { serviceNames } from '../new-service/service-names';
import type { Workspace } from '../workspace/files';

/** The service that docs/adding-a-service.md makes, the event that one of it hears, and what it then has its reader write. */
const NAMES = serviceNames('watch-later');
const USE_CASE_OF_EVENT = 'note-user-commented-on-video';
const WRITTEN_BY_HAND = [
  'domain/forget-note.ts',
  'domain/videos.ts',
  'clients/catalogue-videos.ts',
  'domain/note-event.ts',
].map((file) => `apps/${NAMES.name}/src/${file}`);

const TEMPLATE = /^tools\/src\/new-service\/files\/[^/]+\/(.*)\.template$/;

/** The workspace as it is with that service, of either kind: the files of the templates under its names. */
export function withSampleService({ files, read }: Workspace): Workspace {
  const made = new Map(
    files.flatMap((file) => {
      const [, path] = TEMPLATE.exec(file) ?? [];
      if (path === undefined) return [];
      const name = path
        .replaceAll('__name__', NAMES.name)
        .replaceAll('__snakeName__', NAMES.snakeName)
        .replaceAll('__useCaseFile__', USE_CASE_OF_EVENT);
      return [[name, file] as const];
    }),
  );
  return {
    files: [...new Set([...files, ...made.keys(), ...WRITTEN_BY_HAND])],
    read: (file) => {
      const template = made.get(file);
      return template === undefined ? read(file) : filled(read(template));
    },
  };
}

/** Ports are any number here, and all is there that depends. */
function filled(template: string): string {
  return template
    .replace(/<% .*? %>/g, '')
    .replace(/<%= (\w+) %>/g, (_, name: string) =>
      name.endsWith('Port') ? '1' : (NAMES[name as keyof typeof NAMES] ?? name),
    );
}
