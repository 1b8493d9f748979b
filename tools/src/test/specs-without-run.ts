import { readWorkspace } from '../workspace/files';

interface ProjectFile {
  readonly targets?: Readonly<Record<string, unknown>>;
}

/** Specs that no target runs, each as a problem for a person: nobody would miss them. */
export async function specsWithoutRun(workspace = readWorkspace()): Promise<string[]> {
  const projects = workspace.files
    .filter((file) => file.endsWith('/project.json'))
    .map((file) => ({
      folder: file.slice(0, -'project.json'.length),
      targets: Object.keys((JSON.parse(workspace.read(file)) as ProjectFile).targets ?? {}),
    }));
  return workspace.files
    .filter((file) => file.endsWith('.spec.ts'))
    .flatMap((file) => {
      const target = file.endsWith('.e2e.spec.ts') ? 'e2e' : 'test';
      const project = projects.find(({ folder }) => file.startsWith(folder));
      if (project?.targets.includes(target)) return [];
      return [
        `${file} is run by nobody → ${project?.folder ?? 'its'}project.json needs the target ${target}`,
      ];
    });
}
