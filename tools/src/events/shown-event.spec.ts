import { events as comments } from '@killrvideo/proto/comments';
import { events as videos } from '@killrvideo/proto/video-catalog';

import { shownEvent, shownMessage } from './shown-event';

const [VIDEO, USER, COMMENT] = [
  '53fe4dd3-5b6a-4c3c-9f0e-12c06be78f1a',
  '4af65e85-677d-4c28-8498-157349d44f4c',
  '3a9cbc50-0e8e-11ee-8c6f-2b0f5c8d1a11',
];
const ADDED = 'killrvideo.video_catalog.events.YouTubeVideoAdded';

const added = (over: Partial<videos.YouTubeVideoAdded>): Uint8Array =>
  videos.YouTubeVideoAdded.encode({
    ...{ videoId: { value: VIDEO }, userId: undefined, name: '', description: '', location: 'dQw4w9WgXcQ' },
    ...{ previewImageLocation: '', tags: [], addedDate: undefined, timestamp: undefined, ...over },
  }).finish();

describe('an event that is shown', () => {
  it('has its time, its short type and its fields, with ids and times as plain text', () => {
    const message = comments.UserCommentedOnVideo.encode({
      userId: { value: USER },
      videoId: { value: VIDEO },
      commentId: { value: COMMENT },
      commentTimestamp: { seconds: 1_767_268_800n, nanos: 250_000_000 },
    }).finish();
    const type = 'killrvideo.comments.events.UserCommentedOnVideo';
    expect(shownEvent({ type, at: 1_767_268_800_260_123n, message })).toBe(
      '2026-01-01T12:00:00.260Z  UserCommentedOnVideo  ' +
        `{ user_id: ${USER}, video_id: ${VIDEO}, comment_id: ${COMMENT}, comment_timestamp: 2026-01-01T12:00:00.250Z }`,
    );
  });

  it('has texts in quotation marks, lists, and what is empty; not what is missing', () => {
    const message = added({ name: 'A "kitten"', tags: ['cats', 'brave'] });
    expect(shownMessage(ADDED, message)).toBe(
      `{ video_id: ${VIDEO}, name: "A \\"kitten\\"", description: "", location: "dQw4w9WgXcQ", ` +
        'preview_image_location: "", tags: ["cats", "brave"] }',
    );
  });

  it('does nothing to the terminal', () => {
    const message = added({ name: '\u001b[31mred\u202e', videoId: { value: '\u001b[2J' } });
    const shown = shownMessage(ADDED, message);
    expect(shown).toContain('name: "\\u001b[31mred\\u202e"');
    expect(shown).toContain('video_id: \\u001b[2J');
  });

  it('is bytes where its type is not known, or they are not of it', () => {
    expect(shownMessage('killrvideo.notes.events.NotePinned', Buffer.from('AB'))).toBe('0x4142');
    expect(shownMessage(ADDED, Buffer.from([0x0a, 0xff]))).toBe('0x0aff');
  });
});
