import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { allFunctions } from '../../implementation/src/functions/all-functions.ts';
import type { DeskFunction } from '../../implementation/src/functions/define-function.ts';
import { stepFunctions } from '../../implementation/src/functions/step-functions.ts';
import { projectRoot } from './project-root.ts';

/** A function and where its declaration is, as an entry imports it. */
export interface DeclaredFunction {
  readonly fn: DeskFunction;
  /** TypeScript that makes the constant `fn`. */
  readonly imports: string;
}

/** Every function that a cloud runs, found by its name: the folder's, the file's, and a step's. */
export async function declaredFunctions(): Promise<readonly DeclaredFunction[]> {
  const functions = await Promise.all(allFunctions.map(declared));
  return [...functions, ...stepFunctions.map(declaredStep)];
}

async function declared(fn: DeskFunction): Promise<DeclaredFunction> {
  const path = `functions/${fn.name}/${fn.name}.ts`;
  const place = pathToFileURL(join(projectRoot, 'implementation/src', path)).href;
  const exported = (await import(/* @vite-ignore */ place)) as Record<string, unknown>;
  const [name] = Object.entries(exported).find(([, one]) => one === fn) ?? [];
  if (name === undefined) throw new Error(`${path} does not export the function ${fn.name}`);
  return { fn, imports: `import { ${name} as fn } from '#src/${path}';` };
}

function declaredStep(fn: (typeof stepFunctions)[number]): DeclaredFunction {
  const { step } = fn.trigger;
  const imports = [
    `import { ${step} as step } from '#src/journey/steps/${step}.ts';`,
    `import { stepFunction } from '#src/functions/step/step-function.ts';`,
    'const fn = stepFunction(step);',
  ];
  return { fn, imports: imports.join('\n') };
}
