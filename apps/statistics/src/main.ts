import { runProcess } from '@killrvideo/runtime';

import manifest from '../project.json';
import { statistics } from './service';

void runProcess(manifest, [statistics]);
