import { runProcess } from '@killrvideo/runtime';

import manifest from '../project.json';
import { search } from './service';

void runProcess(manifest, [search]);
