/** Writes docs/requirements.md: which test proves which row of docs/requirements.json. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../implementation/src/testing/house-rules/source-file.ts';
import { writeRequirements } from '../implementation/src/testing/requirements/requirements-page.ts';

writeFileSync(join(projectRoot, 'docs/requirements.md'), writeRequirements());
