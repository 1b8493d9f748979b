import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { formatFiles, generateFiles, type Tree } from '@nx/devkit';

import { listApps } from '../workspace/apps';
import { addGeneratedCode } from './add-generated-code';
import { addReadmeRow, README } from './add-readme-row';
import { addToAllInOne, ALL_IN_ONE } from './add-to-all-in-one';
import { freePorts, type FreePorts } from './free-ports';
import { heardEvent, type HeardEvent } from './heard-events';
import { ignoredPath } from './ignored-path';
import { eventsNamed, eventsOfContract } from './contract-events';
import { codeProblem, spellingProblem } from './name-problem';
import { serviceNames, type ServiceNames } from './service-names';
import { tableProblem } from './table-problem';
import { servicesOfContract, takenProblem } from './taken-names';
import {
  consumerFolder,
  eventFolder,
  templateFolders,
  wordsOfTemplates,
  type ServiceKind,
} from './template-files';

/** Which service to make. */
export interface NewService {
  readonly name: string;
  readonly withoutStorage?: boolean;
  /** The events that it hears of: short or full names, several by comma in one text, too. */
  readonly consumes?: readonly string[];
}

/** A service that was made, as far as the tree holds it. */
export interface MadeService {
  readonly names: ServiceNames;
  /** The internal one only where it hears of events. */
  readonly ports: Omit<FreePorts, 'internal'> & Partial<FreePorts>;
}

/** What the sample does with which a service begins. */
const SAMPLES: Readonly<Record<ServiceKind, string>> = {
  'with-storage': 'notes by id',
  'without-storage': 'counts words',
};

/** Where other services have their parts: without one of these the clone is not whole. */
const NEEDED_FOLDERS = ['apps', 'apps/e2e/src', 'libs/proto', 'proto/killrvideo'];

/**
 * Makes a service in the tree of a workspace: contract, generated code, app, tests, its place in all-in-one and in the
 * README. Nothing is written to the disk here. Throws, with what to change, where the name cannot be had or the
 * workspace is not as expected.
 */
export async function generateService(tree: Tree, service: NewService): Promise<MadeService> {
  const made = addService(tree, service);
  await addGeneratedCode(tree, made.names);
  await formatFiles(tree);
  return made;
}

/** All but what is generated from the contract, and not formatted. */
export function addService(
  tree: Tree,
  { name, withoutStorage = false, consumes = [] }: NewService,
): MadeService {
  const kind = withoutStorage ? 'without-storage' : 'with-storage';
  const missing = NEEDED_FOLDERS.find((folder) => !existsSync(join(tree.root, folder)));
  if (missing !== undefined) throw new Error(`${missing} is missing: run this in a whole clone`);
  const heard = eventsNamed(consumes, eventsOfContract(tree.root))
    .map((event) => heardEvent(event, kind))
    .sort((a, b) => (a.eventName < b.eventName ? -1 : 1));
  const names = checkedNames(tree.root, name, kind, heard);
  const { internal, ...open } = freePorts(listApps(tree.root));
  const ports = heard.length === 0 ? open : { ...open, internal };
  const edited = {
    [ALL_IN_ONE]: addToAllInOne(textOf(tree, ALL_IN_ONE), names),
    [README]: addReadmeRow(textOf(tree, README), names, Object.values(ports), whatItDoes(kind, heard)),
  };
  const words = {
    ...names,
    ...{ grpcPort: open.grpc, adminPort: open.admin, internalPort: internal },
    protoImports: ['descriptorSet', `${names.pascalName}ServiceService`].sort(ignoringCase).join(', '),
    ...{ hears: heard.length > 0, heard, heardAreas: areasOf(heard), withStorage: !withoutStorage },
  };
  for (const folder of templateFolders(tree.root, kind)) generateFiles(tree, folder, '.', words);
  if (heard.length > 0) generateFiles(tree, consumerFolder(tree.root), '.', words);
  for (const event of heard) generateFiles(tree, eventFolder(tree.root, kind), '.', { ...words, ...event });
  const paths = tree.listChanges().map(({ path }) => path);
  const ignored = ignoredPath(tree.root, paths);
  if (ignored !== undefined)
    throw new Error(`git ignores ${ignored}, so that it would not be kept: choose another name`);
  const inTheWay = tree.listChanges().find(({ type }) => type === 'UPDATE');
  if (inTheWay !== undefined)
    throw new Error(`${inTheWay.path} is there already: remove it, or choose another name`);
  for (const [file, text] of Object.entries(edited)) tree.write(file, text);
  return { names, ports };
}

function whatItDoes(kind: ServiceKind, heard: readonly HeardEvent[]): string {
  const hears = heard.length === 0 ? [] : [`hears of ${heard.map(({ eventName }) => eventName).join(', ')}`];
  return `${[SAMPLES[kind], ...hears].join('; ')}: a sample to be replaced`;
}

/** Each area once, in the order of imports. */
function areasOf(heard: readonly HeardEvent[]): Pick<HeardEvent, 'area' | 'areaEvents'>[] {
  return [...new Map(heard.map((event) => [event.area, event])).values()].sort((a, b) =>
    a.area < b.area ? -1 : 1,
  );
}

function checkedNames(
  root: string,
  name: string,
  kind: ServiceKind,
  heard: readonly HeardEvent[],
): ServiceNames {
  const names = serviceNames(name);
  const words = heard.flatMap(({ areaEvents, idName }) => [areaEvents, idName]);
  const problem =
    spellingProblem(name) ??
    takenProblem(root, name) ??
    codeProblem(names, new Set([...wordsOfTemplates(root), ...words]), servicesOfContract(root)) ??
    (kind === 'with-storage' ? tableProblem(root, names) : undefined);
  if (problem !== undefined) throw new Error(problem);
  return names;
}

function textOf(tree: Tree, file: string): string {
  const text = tree.read(file, 'utf8');
  if (text === null) throw new Error(`${file} is missing: run this in a whole clone`);
  return text;
}

function ignoringCase(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1;
}
