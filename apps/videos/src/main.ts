import { runProcess } from '@killrvideo/runtime';

import manifest from '../project.json';
import { videos } from './service';

void runProcess(manifest, [videos]);
