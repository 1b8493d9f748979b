import { comments } from '@killrvideo/comments';
import { outliers } from '@killrvideo/outliers';
import { ratings } from '@killrvideo/ratings';
import { runProcess } from '@killrvideo/runtime';
import { statistics } from '@killrvideo/statistics';
import { users } from '@killrvideo/users';
import { videos } from '@killrvideo/videos';

import manifest from '../project.json';

void runProcess(manifest, [comments, outliers, ratings, statistics, users, videos]);
