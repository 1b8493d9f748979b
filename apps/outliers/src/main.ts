import { runProcess } from '@killrvideo/runtime';

import manifest from '../project.json';
import { outliers } from './service';

void runProcess(manifest, [outliers]);
