import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { formatFiles, generateFiles, type Tree } from '@nx/devkit';

import { listApps } from '../workspace/apps';
import { addGeneratedCode } from './add-generated-code';
import { addReadmeRow, README } from './add-readme-row';
import { addToAllInOne, ALL_IN_ONE } from './add-to-all-in-one';
import { freePorts } from './free-ports';
import { ignoredPath } from './ignored-path';
import { codeProblem, spellingProblem } from './name-problem';
import { serviceNames, type ServiceNames } from './service-names';
import { tableProblem } from './table-problem';
import { servicesOfContract, takenProblem } from './taken-names';
import { templateFolders, wordsOfTemplates, type ServiceKind } from './template-files';

/** Which service to make. */
export interface NewService {
  readonly name: string;
  readonly withoutStorage?: boolean;
}

/** A service that was made, as far as the tree holds it. */
export interface MadeService {
  readonly names: ServiceNames;
  readonly ports: { readonly grpc: number; readonly admin: number };
}

/** What the sample does with which a service begins. */
const SAMPLES: Readonly<Record<ServiceKind, string>> = {
  'with-storage': 'notes by id: a sample to be replaced',
  'without-storage': 'counts words: a sample to be replaced',
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
export function addService(tree: Tree, { name, withoutStorage = false }: NewService): MadeService {
  const kind = withoutStorage ? 'without-storage' : 'with-storage';
  const missing = NEEDED_FOLDERS.find((folder) => !existsSync(join(tree.root, folder)));
  if (missing !== undefined) throw new Error(`${missing} is missing: run this in a whole clone`);
  const names = checkedNames(tree.root, name, kind);
  const ports = freePorts(listApps(tree.root));
  const edited = {
    [ALL_IN_ONE]: addToAllInOne(textOf(tree, ALL_IN_ONE), names),
    [README]: addReadmeRow(textOf(tree, README), names, ports, SAMPLES[kind]),
  };
  for (const folder of templateFolders(tree.root, kind)) {
    generateFiles(tree, folder, '.', {
      ...names,
      grpcPort: ports.grpc,
      adminPort: ports.admin,
      protoImports: ['descriptorSet', `${names.pascalName}ServiceService`].sort(ignoringCase).join(', '),
    });
  }
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

function checkedNames(root: string, name: string, kind: ServiceKind): ServiceNames {
  const names = serviceNames(name);
  const problem =
    spellingProblem(name) ??
    takenProblem(root, name) ??
    codeProblem(names, wordsOfTemplates(root), servicesOfContract(root)) ??
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
