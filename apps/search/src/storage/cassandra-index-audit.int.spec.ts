import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall } from '@killrvideo/testing';

import { forgetVideo } from '../domain/forget-video';
import type { IndexAudit, IndexedEntry } from '../domain/index-audit';
import type { IndexStore } from '../domain/index-store';
import { aVideo, ownWord } from '../domain/index-store.contract.testing';
import { documentOf, type FoundVideo } from '../domain/search-document';
import schema from '../schema.cql';
import { cassandraIndexAudit } from './cassandra-index-audit';
import { cassandraIndexStore } from './cassandra-index-store';

jest.setTimeout(30_000);

const T0 = 1_760_000_000_000_000n;
const TABLES = [
  ...['search_postings', 'search_documents', 'search_completions', 'search_deletions'],
  ...['videos_by_tag', 'tags_by_letter'],
];

const cassandra = useScratchKeyspace(schema);
let store: IndexStore;
let audit: IndexAudit;
let word: string;
let video: FoundVideo;
beforeAll(() => {
  store = cassandraIndexStore(cassandra());
  audit = cassandraIndexAudit(cassandra());
});
beforeEach(() => {
  word = ownWord();
  video = aVideo({
    ...{ name: `${word} the kitten`, tags: [`${word} Sea`, `${word}t`], description: `${word}d ${word}` },
    previewImageLocation: '//img/1.jpg',
  });
});

/** Straight into the tables, as nobody of ours goes. */
const run = (cql: string, ...params: unknown[]) =>
  cassandra().rows({ cql, idempotent: true, label: 'test' }, params, testCall());
const put = (of: FoundVideo, at = T0) => store.put(documentOf(of), at, testCall());
const differences = (of = video) => audit.differences(documentOf(of), testCall());

describe('the audit of the index', () => {
  it('finds no difference in what was put, whatever its version is', async () => {
    await put(video);
    expect(await differences()).toEqual([]);
    await put(video, T0 + 1n);
    await forgetVideo(store)(video.videoId, T0, testCall());
    expect(await differences()).toEqual([]);
  });

  it('takes the largest videos, and those of other tools', async () => {
    const large = aVideo({
      name: `${word} ${'n'.repeat(12_000)}`,
      tags: ['', 'C++', ...Array.from({ length: 100 }, (_, at) => `${word}${at} ${'t'.repeat(90)}`)],
      description: Array.from({ length: 900 }, (_, at) => `${word}d${at} node.js ＡÉ 🐈`).join(' '),
    });
    const bare = aVideo({ videoId: '00000000-0000-0000-0000-000000000000', addedDate: 0n });
    for (const each of [large, bare]) {
      await put(each);
      expect(await differences(each)).toEqual([]);
    }
  });

  it.each([
    ['search_postings', ['word "{}" of the name is missing', 'word "{}d" of the description is missing']],
    ['search_documents', ['is missing']],
    ['search_completions', ['completion "{}" to a word of names is missing']],
    ['search_completions', ['completion "{} sea" to a tag is missing']],
    ['search_deletions', ['word "kitten" is missing under 6 of 6 texts']],
    ['videos_by_tag', ['tag "{} Sea" is missing', 'tag "{}t" is missing']],
    ['tags_by_letter', ['tag "{} Sea" is missing', 'tag "{}t" is missing']],
  ])('says what is missing in %s: %j', async (table, lines) => {
    await put(video);
    await run(`TRUNCATE ${table}`);
    const found = await differences();
    expect(found).toEqual(
      expect.arrayContaining(lines.map((line) => `${line.replace('{}', word)} in ${table}`)),
    );
    for (const line of found) expect(line).toMatch(new RegExp(` in ${table}$`));
    await put(video);
    expect(await differences()).toEqual([]);
  });

  it('says what is left over of another version, with its date', async () => {
    const former = { ...video, addedDate: 5n, name: `${word}f`, tags: [`${word}t`, `${word}g`] };
    await put(former);
    await put(video, T0 + 1n);
    const postings = [
      ...[
        `word "=${word}g" of the tags`,
        `word "=${word}t" of the tags`,
        `word "${word}" of the description`,
      ],
      ...[`word "${word}d" of the description`, `word "${word}f" of the name`],
      ...[`word "${word}g" of the tags`, `word "${word}t" of the tags`],
    ];
    expect(await differences()).toEqual([
      `version ${T0} is left over in search_documents`,
      ...postings.map((each) => `${each} at 1970-01-01T00:00:00.005Z is left over in search_postings`),
      `tag "${word}g" is left over in videos_by_tag`,
    ]);
  });

  it('says what is wrong: an old version alone, another field, another value', async () => {
    await put({ ...video, description: '', userId: aVideo().userId, previewImageLocation: '' });
    const found = await differences();
    expect(found).toEqual([
      `word "${word}d" of the description is missing in search_documents`,
      `word "${word}d" of the description is missing in search_postings`,
      ...['Sea', 't'].flatMap((end) => {
        const tag = end === 't' ? `${word}t` : `${word} ${end}`;
        return ['preview_image_location', 'userid'].map(
          (column) => `tag "${tag}" has another ${column} in videos_by_tag`,
        );
      }),
    ]);
    await put(video, T0 + 1n);
    await run(
      'INSERT INTO search_postings (word, field, added_date, videoid) VALUES (?, ?, ?, ?)',
      ...[word, 2, video.addedDate, video.videoId],
    );
    expect(await differences()).toContain(
      `word "${word}" of the description is left over in search_postings`,
    );
  });

  it.each([1, 7, 100])('has each video once, with its newest version, in pages of %d', async (limit) => {
    await run('TRUNCATE search_documents');
    const videos = Array.from({ length: 10 }, () => aVideo({ name: word }));
    for (const each of videos) await put(each);
    await put(videos[3]!, T0 + 7n);
    const all: IndexedEntry[] = [];
    for (let page: IndexedEntry[] = [], isFirst = true; isFirst || page.length === limit; isFirst = false) {
      page = await audit.videos(all.at(-1)?.position, limit, testCall());
      all.push(...page);
    }
    expect(new Map(all.map(({ videoId, version }) => [videoId, version]))).toEqual(
      new Map(videos.map(({ videoId }, at) => [videoId, at === 3 ? T0 + 7n : T0])),
    );
    expect(all).toHaveLength(10);
  });

  it('finds nothing of what was forgotten but what is kept of words', async () => {
    await put(video);
    await forgetVideo(store)(video.videoId, T0, testCall());
    for (const table of ['search_postings', 'search_documents', 'videos_by_tag']) {
      const rows = await run(`SELECT videoid FROM ${table} WHERE videoid = ? ALLOW FILTERING`, video.videoId);
      expect([table, rows]).toEqual([table, []]);
    }
    const found = await differences();
    for (const table of TABLES.slice(2, 4)) expect(found.join()).not.toContain(table);
  });
});
