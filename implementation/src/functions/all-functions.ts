import { answer } from './answer/answer.ts';
import { assumeResolutions } from './assume-resolutions/assume-resolutions.ts';
import type { DeskFunction } from './define-function.ts';
import { httpFunctions } from './http-functions.ts';
import { importFile } from './import-file/import-file.ts';
import { project } from './project/project.ts';
import { sweep } from './sweep/sweep.ts';

/** Every function of a desk but the steps of its journey, which an engine runs. */
export const allFunctions: readonly DeskFunction[] = [
  ...httpFunctions,
  project,
  answer,
  sweep,
  assumeResolutions,
  importFile,
];
