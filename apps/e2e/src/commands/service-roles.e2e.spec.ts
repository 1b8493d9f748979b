import { makeClone, type Clone } from './clone';
import { drift, traitsOf, type Files, type Traits } from './service-traits';

/** Made for this spec alone: nobody is to want such names. */
const [STORED, STATELESS, HEARING] = ['drift-probe', 'stateless-drift-probe', 'hearing-drift-probe'];

const SCHEMA = 'src/schema.cql';
const LISTENERS = 'src/events/NAME-listeners.ts';

let clone: Clone;
let files: Files;
/** Those of the services there are, by their names. */
let services: ReadonlyMap<string, Traits>;

beforeAll(async () => {
  clone = makeClone('service-roles');
  files = clone.files();
  services = new Map(servicesIn(files).map((name) => [name, traitsOf(files, name)]));
  const consumes = ['--consumes', 'UserCommentedOnVideo'];
  for (const args of [[STORED], [STATELESS, '--without-storage'], [HEARING, ...consumes]]) {
    const { code, output } = await clone.run(['node', 'tools/run.mjs', 'new-service', ...args]);
    if (code !== 0) throw new Error(output);
  }
  files = clone.files();
});
afterAll(() => clone.remove());

/** The apps that carry the tag of a service. */
function servicesIn(found: Files): string[] {
  return [...found.keys()].flatMap((path) => {
    const [, name] = /^apps\/([^/]+)\/project\.json$/.exec(path) ?? [];
    return name !== undefined && found.get(path)?.includes('"layer:service"') ? [name] : [];
  });
}

const those = (wanted: (traits: Traits) => boolean) =>
  new Map([...services].filter(([, traits]) => wanted(traits)));
const stored = () => those((traits) => traits.has(SCHEMA));
const hearing = () => those((traits) => traits.has(SCHEMA) && traits.has(LISTENERS));
const stateless = () => those((traits) => !traits.has(SCHEMA));

describe('what npm run new-service makes, and the services there are', () => {
  it('look the same where they have tables', () => {
    expect(stored().size).toBeGreaterThan(1);
    expect(drift(traitsOf(files, STORED), stored())).toEqual([]);
  });

  // Of a kind that may have one service only, common is what it shares with all others.
  it('look the same where they have none', () => {
    expect(stateless().size).toBeGreaterThan(0);
    expect(drift(traitsOf(files, STATELESS), stateless(), services)).toEqual([]);
  });

  it('look the same where they hear of events', () => {
    expect(hearing().size).toBeGreaterThan(0);
    expect(drift(traitsOf(files, HEARING), hearing(), stored())).toEqual([]);
  });

  it('have storage if they have a schema, and else none', () => {
    for (const [name, traits] of services) {
      const hasSchema = traits.has(SCHEMA);
      expect([name, traits.has('src/storage/cassandra-*-store.ts')]).toEqual([name, hasSchema]);
      expect([name, traits.has('src/service.ts: tables(schema)')]).toEqual([name, hasSchema]);
    }
  });

  it('drift apart when all services get something', () => {
    const same = traitsOf(files, STORED);
    const grown = new Map([
      ['comments', new Set([...same, 'src/config.ts'])],
      ['ratings', new Set([...same, 'src/config.ts', 'src/own.ts'])],
    ]);
    expect(drift(same, grown)).toEqual([
      "every service has 'src/config.ts': add it to tools/src/new-service/files",
    ]);
  });

  it('drift apart when the template gets something, or a service loses it', () => {
    const same = traitsOf(files, STORED);
    const lacks = (name: string, trait: string) =>
      `${name} lacks '${trait}': add it there, or take it out of tools/src/new-service/files`;
    expect(drift(new Set([...same, 'src/config.ts']), new Map([['comments', same]]))).toEqual([
      lacks('comments', 'src/config.ts'),
    ]);
    const handlers = 'src/grpc/NAME-handlers.ts';
    const poorer = new Set([...same].filter((trait) => trait !== handlers));
    const services = new Map([
      ['comments', same],
      ['ratings', poorer],
    ]);
    expect(drift(same, services)).toEqual([lacks('ratings', handlers)]);
  });

  it('may say in other words what they do', () => {
    const reworded = new Map(
      [...files].map(([path, text]) => [
        path,
        /^apps\/drift-probe\/README\.md$/.test(path)
          ? 'Ours.'
          : path.startsWith('apps/drift-probe/') && /\.(ts|cql)$/.test(path)
            ? text.replace(/^ *(\/\*\*|--|\/\/) .*\n/gm, '')
            : text,
      ]),
    );
    expect(reworded).not.toEqual(files);
    expect(traitsOf(reworded, STORED)).toEqual(traitsOf(files, STORED));
  });

  it('have libraries of the contract with the same files and settings', () => {
    const folder = `libs/proto/${STORED}-v1`;
    for (const file of ['project.json', 'tsconfig.json']) {
      const made = files.get(`${folder}/${file}`) ?? 'missing';
      for (const area of areasIn(files))
        expect([area, files.get(`libs/proto/${area}/${file}`)]).toEqual([
          area,
          made.replace(`${STORED}-v1`, area),
        ]);
    }
    const descriptors = "export { descriptorSet } from './generated/descriptor-set';";
    for (const area of areasIn(files))
      expect(files.get(`libs/proto/${area}/src/index.ts`)).toContain(descriptors);
  });
});

/** The areas of the contract that have services. */
function areasIn(found: Files): string[] {
  return [...found.keys()].flatMap((path) => {
    const [, area] = /^libs\/proto\/([^/]+)\/project\.json$/.exec(path) ?? [];
    return area === undefined || area === 'common' ? [] : [area];
  });
}
