import { runProcess } from '@killrvideo/runtime';

import manifest from '../project.json';
import { ratings } from './service';

void runProcess(manifest, [ratings]);
