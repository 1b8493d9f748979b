import { strictlyIncreasing, type Publish } from '@killrvideo/core';
import { testCall } from '@killrvideo/testing';

import { claimsInMemory } from './claims-in-memory.testing';
import type { VideoEvent } from './video-event';
import type { NewVideo } from './video-store';
import { submitUploadedVideo } from './submit-uploaded-video';
import { submitYouTubeVideo } from './submit-you-tube-video';

const VIDEO = '99051fe9-6a9c-46c2-b949-38ef78858dd0';
const OWNER = '522b1fe2-2e36-4cef-a667-cd4237d08b89';
const OTHER = '9b3c5d8e-55cd-4f1e-8f5d-3f0ad5a1b7f1';

function catalogue() {
  const put: NewVideo[] = [];
  const store = {
    ...claimsInMemory(),
    put: (video: NewVideo) => Promise.resolve(void put.push(video)),
  };
  const heard: VideoEvent[] = [];
  const publish: Publish<VideoEvent> = async (event, _, write) => {
    heard.push(event);
    return write(1n);
  };
  let now = 1000;
  const clock = strictlyIncreasing(() => now++);
  const texts = {
    videoId: VIDEO,
    userId: OWNER,
    name: 'A kitten',
    description: '',
    tags: [' cats ', 'cats'],
  };
  return {
    ...{ put, heard },
    submitYouTube: (differing: object = {}) =>
      submitYouTubeVideo(
        store,
        publish,
        clock,
      )({ ...texts, youTubeVideoId: 'dQw4w9WgXcQ', ...differing }, testCall()),
    submitUpload: (differing: object = {}) =>
      submitUploadedVideo(
        store,
        publish,
        clock,
      )({ ...texts, uploadUrl: 'http://files/1', ...differing }, testCall()),
  };
}

describe('a submitted video', () => {
  it('is put with what was sent, and its preview', async () => {
    const { submitYouTube, put } = catalogue();
    await submitYouTube({ videoId: VIDEO.toUpperCase() });
    expect(put).toEqual([
      {
        kind: 'youtube',
        videoId: VIDEO,
        userId: OWNER,
        addedDate: 1000n,
        name: 'A kitten',
        description: '',
        tags: ['cats'],
        location: 'dQw4w9WgXcQ',
        previewImageLocation: '//img.youtube.com/vi/dQw4w9WgXcQ/hqdefault.jpg',
      },
    ]);
  });

  it('keeps its date when its owner submits it again, with new texts', async () => {
    const { submitYouTube, put, heard } = catalogue();
    await submitYouTube();
    await submitYouTube({ name: 'A cat' });
    expect(heard.map(({ video }) => video)).toEqual(put);
    expect(put.map(({ name, addedDate }) => [name, addedDate])).toEqual([
      ['A kitten', 1000n],
      ['A cat', 1000n],
    ]);
  });

  it('is refused when the id belongs to another user, and nothing is put or heard of', async () => {
    const { submitYouTube, put, heard } = catalogue();
    await submitYouTube();
    await expect(submitYouTube({ userId: OTHER })).rejects.toMatchObject({ kind: 'already-exists' });
    expect([put, heard].map(({ length }) => length)).toEqual([1, 1]);
  });

  it('does not become one of the other kind', async () => {
    const { submitYouTube, submitUpload, put } = catalogue();
    await submitUpload();
    await expect(submitYouTube()).rejects.toMatchObject({
      kind: 'already-exists',
      message: expect.stringContaining('as an uploaded video') as string,
    });
    expect(put).toHaveLength(1);
    expect(put[0]).not.toHaveProperty('location');
  });

  it('has every bad field named at once', async () => {
    const { submitYouTube, submitUpload } = catalogue();
    const wrong = {
      videoId: '',
      userId: 'x',
      name: ' ',
      description: 'x'.repeat(8193),
      tags: ['x'.repeat(101)],
    };
    await expect(submitYouTube({ ...wrong, youTubeVideoId: '' })).rejects.toThrow(
      'video_id is missing; user_id is not a UUID of 36 characters; name is blank; description has 8193 bytes, more than 8192; ' +
        'tags has one of more than 100 characters; you_tube_video_id is blank',
    );
    await expect(submitUpload({ uploadUrl: '' })).rejects.toThrow('upload_url is blank');
  });

  it('is heard of as what it is, an upload with its url', async () => {
    const { submitUpload, put, heard } = catalogue();
    await submitUpload();
    expect(heard).toEqual([{ kind: 'uploaded-video-accepted', video: put[0], uploadUrl: 'http://files/1' }]);
  });
});
