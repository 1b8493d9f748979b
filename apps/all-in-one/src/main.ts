import { runProcess } from '@killrvideo/runtime';
import { comments } from '@killrvideo/services/comments';
import { outliers } from '@killrvideo/services/outliers';
import { ratings } from '@killrvideo/services/ratings';
import { search } from '@killrvideo/services/search';
import { statistics } from '@killrvideo/services/statistics';
import { suggestedVideos } from '@killrvideo/services/suggested-videos';
import { users } from '@killrvideo/services/users';
import { videos } from '@killrvideo/services/videos';

import manifest from '../project.json';

void runProcess(manifest, [comments, outliers, ratings, search, statistics, suggestedVideos, users, videos]);
