import { cellsOf, type SortedCells } from './cells.testing';
import type { ContentStore, DocumentVersion } from './content-store';
import type { VideoDocument } from './video-document';
import type { VideoKey } from './video-key';

/** What videos are about in memory, with the write times that Cassandra has. `pause` is waited for before each write. */
export function contentInMemory(pause: () => Promise<void> = async () => {}): ContentStore {
  const documents = new Map<string, SortedCells<DocumentVersion>>();
  const terms = new Map<string, SortedCells<VideoKey>>();

  const writeTerms = async (document: VideoDocument, isDeleted: boolean, at: bigint): Promise<void> => {
    const { videoId, addedDate } = document;
    for (const term of [...document.tags, ...document.words]) {
      await pause();
      const key = isDeleted ? undefined : { videoId, addedDate };
      cellsOf(terms, term, newestFirst).write(`${addedDate} ${videoId}`, key, at);
    }
  };
  const versionsOf = (videoId: string): DocumentVersion[] => documents.get(videoId)?.all().slice() ?? [];

  return {
    async put(document, version) {
      await pause();
      const row = { ...document, version };
      cellsOf(documents, document.videoId, newestVersionFirst).write(String(version), row, version);
      await writeTerms(document, false, version);
    },
    versions: async (videoId) => versionsOf(videoId),
    async takeBack(stale, at) {
      await writeTerms(stale, true, at);
      await pause();
      cellsOf(documents, stale.videoId, newestVersionFirst).write(String(stale.version), undefined, at);
    },
    documents: async (videoIds) =>
      new Map(
        videoIds.flatMap((videoId): [string, VideoDocument][] => {
          const [newest] = versionsOf(videoId);
          return newest === undefined ? [] : [[videoId, newest]];
        }),
      ),
    addedDates: async (videoIds) =>
      new Map(
        videoIds.flatMap((videoId): [string, bigint][] => {
          const [newest] = versionsOf(videoId);
          return newest === undefined ? [] : [[videoId, newest.addedDate]];
        }),
      ),
    async withTerm(term, limit) {
      return terms.get(term)?.all().slice(0, limit) ?? [];
    },
  };
}

function newestFirst(a: VideoKey, b: VideoKey): number {
  if (a.addedDate !== b.addedDate) return a.addedDate > b.addedDate ? -1 : 1;
  return a.videoId === b.videoId ? 0 : a.videoId < b.videoId ? -1 : 1;
}

function newestVersionFirst(a: DocumentVersion, b: DocumentVersion): number {
  return a.version === b.version ? 0 : a.version > b.version ? -1 : 1;
}
