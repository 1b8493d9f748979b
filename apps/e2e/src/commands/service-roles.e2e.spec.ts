import { makeClone, type Clone } from './clone';
import { drift, traitsOf, type Files, type Traits } from './service-traits';

/** Made for this spec alone: nobody is to want such names. */
const [STORED, STATELESS] = ['drift-probe', 'stateless-drift-probe'];

const SCHEMA = 'src/schema.cql';

let clone: Clone;
let files: Files;
/** Those of the services there are, by their names. */
let services: ReadonlyMap<string, Traits>;

beforeAll(async () => {
  clone = makeClone('service-roles');
  files = clone.files();
  services = new Map(servicesIn(files).map((name) => [name, traitsOf(files, name)]));
  for (const args of [[STORED], [STATELESS, '--without-storage']]) {
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

const all = () => [...services.values()];
const stored = () => all().filter((traits) => traits.has(SCHEMA));
const stateless = () => all().filter((traits) => !traits.has(SCHEMA));

describe('what npm run new-service makes, and the services there are', () => {
  it('look the same where they have tables', () => {
    expect(stored().length).toBeGreaterThan(1);
    expect(drift(traitsOf(files, STORED), stored())).toEqual([]);
  });

  // Of a kind that may have one service only, common is what it shares with all others.
  it('look the same where they have none', () => {
    expect(stateless().length).toBeGreaterThan(0);
    expect(drift(traitsOf(files, STATELESS), stateless(), all())).toEqual([]);
  });

  it('have storage if they have a schema, and else none', () => {
    for (const [name, traits] of services) {
      const hasSchema = traits.has(SCHEMA);
      expect([name, traits.has('src/storage/cassandra-*-store.ts')]).toEqual([name, hasSchema]);
      expect([name, traits.has('src/service.ts: export const NAME: ServiceModule = {')]).toEqual([
        name,
        hasSchema,
      ]);
    }
  });

  it.each(['src/config.ts', 'README.md: ## Limits'])('drift apart when all services get %s', (trait) => {
    const same = traitsOf(files, STORED);
    const grown = [new Set([...same, trait]), new Set([...same, trait, 'src/own.ts'])];
    expect(drift(same, grown)).toEqual([`every service has it, the template lacks it: ${trait}`]);
  });

  it('drift apart when the template gets something, or a service loses it', () => {
    const same = traitsOf(files, STORED);
    const lacks = (trait: string) => [`the template has it, a service lacks it: ${trait}`];
    expect(drift(new Set([...same, 'src/config.ts']), [same, same])).toEqual(lacks('src/config.ts'));
    const handlers = 'src/grpc/NAME-handlers.ts';
    const poorer = new Set([...same].filter((trait) => trait !== handlers));
    expect(drift(same, [same, poorer])).toEqual(lacks(handlers));
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
