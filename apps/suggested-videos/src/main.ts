import { runProcess } from '@killrvideo/runtime';

import manifest from '../project.json';
import { suggestedVideos } from './service';

void runProcess(manifest, [suggestedVideos]);
