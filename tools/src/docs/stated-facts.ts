import { planSampleData } from '../sample-data/plan/plan';
import type { Workspace } from '../workspace/files';
import type { Page } from './pages';

/** A figure in a page, and where the code has it. */
interface Fact {
  readonly page: string;
  /** Its first group is the figure. */
  readonly says: RegExp;
  readonly file: string;
  readonly is: RegExp;
  /** What one of the page's is in the code's unit. */
  readonly unit?: number;
}

const [GRPC, CONFIG] = [
  'libs/grpc/src/serving/grpc-service.ts',
  'libs/runtime/src/configuration/grpc-variables.ts',
];
const CALLS = /KILLRVIDEO_MAX_CONCURRENT_CALLS'[^}]*wholeNumber\([^)]*, ([\d_]+)\)/;
const BUDGET = /KILLRVIDEO_CALL_BUDGET_MS'[^}]*wholeNumber\([^)]*, ([\d_]+)\)/;

const FACTS: readonly Fact[] = [
  {
    page: 'SECURITY.md',
    says: /size \((\d+) MiB/,
    file: GRPC,
    is: /MAX_REQUEST_BYTES = (\d+) \* 1024 \* 1024/,
  },
  {
    page: 'SECURITY.md',
    says: /(\d+) MiB for outliers/,
    file: 'apps/outliers/src/service.ts',
    is: /MAX_REQUEST_BYTES = (\d+) \* 1024 \* 1024/,
  },
  { page: 'SECURITY.md', says: /number \(([\d,]+) calls/, file: CONFIG, is: CALLS },
  { page: 'SECURITY.md', says: /time \((\d+) s without/, file: CONFIG, is: BUDGET, unit: 1000 },
  {
    page: 'docs/adr/005-resilience-in-few-places.md',
    says: /at most ([\d,]+) calls/,
    file: CONFIG,
    is: CALLS,
  },
  {
    page: 'docs/adr/005-resilience-in-few-places.md',
    says: /budget\s+\((\d+) s\)/,
    file: CONFIG,
    is: BUDGET,
    unit: 1000,
  },
];

/** Figures of pages that are not those of the code. */
export function wrongFigures({ read }: Workspace, facts = FACTS): string[] {
  return facts.flatMap(({ page, says, file, is, unit = 1 }) => {
    const said = figure(says, read(page)) * unit;
    const real = figure(is, read(file));
    return said === real ? [] : [`${page}: says ${said} (${says.source}), ${file} has ${real}`];
  });
}

function figure(pattern: RegExp, text: string): number {
  return Number(pattern.exec(text)?.[1]?.replace(/[_,]/g, ''));
}

const ID = /"(video|user)_id": \{"value": "([0-9a-f-]{36})"\}/g;

/** Videos and users of a page's example calls that are not there after `npm start`, whose sample data is of seed 1. */
export function unknownIds({ path, text }: Page): string[] {
  const { videos, users } = planSampleData({ seed: 1, videos: 500 });
  const known = {
    video: new Set(videos.map(({ id }) => id)),
    user: new Set(users.map(({ id }) => id)),
  };
  return [...text.matchAll(ID)]
    .filter(([, kind, id = '']) => !known[kind as 'video' | 'user'].has(id))
    .map(([, kind, id]) => `${path}: no ${kind} of the sample data has the id ${id}`);
}

const VARIABLE = /`(KILLRVIDEO_\w+)/g;

/** Variables that a page names and no code reads. */
export function unreadVariables({ path, text }: Page, { files, read }: Workspace): string[] {
  const code = files.filter((file) => /\.(ts|mjs|cjs)$/.test(file) && !file.endsWith('.spec.ts')).map(read);
  const names = new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name));
  return [...names]
    .filter((name) => !code.some((source) => source.includes(name)))
    .map((name) => `${path}: nothing reads ${name}`);
}
