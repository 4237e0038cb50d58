/** Writes docs/api/: the reference of the HTTP API, and its OpenAPI description. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  writeApiReference,
  writeOpenApi,
} from '../implementation/src/testing/api-reference/reference-page.ts';
import { projectRoot } from '../implementation/src/testing/house-rules/source-file.ts';

const folder = join(projectRoot, 'docs/api');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'reference.md'), writeApiReference());
writeFileSync(join(folder, 'openapi.gen.json'), writeOpenApi());
