// A consumer group in a process of its own, which hears of comments and ratings and does nothing about them.
import { listensTo } from '@killrvideo/events';
import { events as ofComments } from '@killrvideo/proto/comments';
import { events as ofRatings } from '@killrvideo/proto/ratings';
import { listening, runProcess, serviceModule } from '@killrvideo/runtime';

import { GROUP } from './group-name';

const consumer = serviceModule({
  name: GROUP,
  needs: { listen: listening },
  compose: ({ listen }) => {
    listen([
      listensTo(
        `${ofComments.protobufPackage}.UserCommentedOnVideo`,
        ofComments.UserCommentedOnVideo,
        async () => {},
      ),
      listensTo(`${ofRatings.protobufPackage}.UserRatedVideo`, ofRatings.UserRatedVideo, async () => {}),
    ]);
    return {};
  },
});

void runProcess({ name: GROUP, metadata: { ports: { admin: 0, internal: 0 } } }, [consumer]);
