import { comments } from '@killrvideo/comments';
import { runProcess } from '@killrvideo/runtime';
import { statistics } from '@killrvideo/statistics';

import manifest from '../project.json';

void runProcess(manifest, [comments, statistics]);
