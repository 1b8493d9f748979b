import { runProcess } from '@killrvideo/runtime';

import manifest from '../project.json';
import { comments } from './service';

void runProcess(manifest, [comments]);
