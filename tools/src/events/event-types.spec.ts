import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { eventTypes, typesNamed } from './event-types';

/** All messages in files of events below `proto`, by their full names. */
function typesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('_events.proto'))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const area = /^package (\S+);/m.exec(text)?.[1];
      return [...text.matchAll(/^message (\w+)/gm)].map(([, name]) => `${area}.${name}`);
    });
}

describe('the types of events', () => {
  it('are those of the whole contract', () =>
    expect(eventTypes).toEqual(typesIn(join(__dirname, '../../../proto')).sort()));

  it('are found by their full and by their short names', () => {
    const type = 'killrvideo.ratings.events.UserRatedVideo';
    expect([typesNamed(type), typesNamed('UserRatedVideo'), typesNamed('RatedVideo')]).toEqual([
      [type],
      [type],
      [],
    ]);
  });
});
