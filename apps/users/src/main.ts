import { runProcess } from '@killrvideo/runtime';

import manifest from '../project.json';
import { users } from './service';

void runProcess(manifest, [users]);
