import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, posix, relative } from 'node:path';
import { type DockerIgnore, dockerIgnore } from './docker-ignore.ts';
import {
  execForm,
  flagsOf,
  type Instruction,
  pairsOf,
  type Stage,
  stagesOf,
} from './dockerfile.ts';

/** What an image says of itself, and its files, laid out in a folder. */
export interface Image {
  /** The folder that is `/` in the image. */
  readonly root: string;
  workingDirectory: string;
  environment: Readonly<Record<string, string>>;
  user: string;
  ports: readonly string[];
  labels: ReadonlyMap<string, string>;
  stopSignal: string;
  command: readonly string[];
  health: { readonly options: ReadonlyMap<string, string>; readonly command: readonly string[] };
}

interface Build {
  /** The build context. */
  readonly context: string;
  readonly folder: string;
  readonly stages: Map<string, Image>;
}

/**
 * Follows a Dockerfile without Docker: lays out the files of each stage below `folder` and returns
 * the last one. In place of the base image stands the Node that runs this; `npm ci` becomes a link
 * to the packages that are installed here; every other command of a build is run. Throws for what it
 * cannot follow.
 */
export function layOutImage(dockerfile: string, context: string, folder: string): Image {
  const build: Build = { context, folder, stages: new Map() };
  let last: Image | undefined;
  for (const stage of stagesOf(readFileSync(dockerfile, 'utf8'))) {
    last = layOutStage(stage, build);
    build.stages.set(stage.name, last);
  }
  if (last === undefined) throw new Error('a Dockerfile without FROM');
  return last;
}

function layOutStage(stage: Stage, build: Build): Image {
  if (stage.base !== 'scratch' && !/^node:\d/.test(stage.base)) {
    throw new Error(`${stage.base} is no image that can be stood in for here`);
  }
  const root = join(build.folder, stage.name);
  mkdirSync(root, { recursive: true });
  const image: Image = {
    root,
    workingDirectory: '/',
    environment: {},
    user: 'root',
    ports: [],
    labels: new Map(),
    stopSignal: 'SIGTERM',
    command: [],
    health: { options: new Map(), command: [] },
  };
  for (const instruction of stage.instructions) {
    try {
      follow(instruction, image, build);
    } catch (error) {
      throw new Error(`line ${instruction.line}: ${instruction.name}`, { cause: error });
    }
  }
  return image;
}

function follow({ name, text }: Instruction, image: Image, build: Build): void {
  if (name === 'WORKDIR') {
    image.workingDirectory = posix.resolve(image.workingDirectory, text);
    mkdirSync(join(image.root, image.workingDirectory), { recursive: true });
  } else if (name === 'COPY') copy(text, image, build);
  else if (name === 'RUN') run(text, image, build);
  else if (name === 'ENV') {
    image.environment = { ...image.environment, ...Object.fromEntries(pairsOf(text)) };
  } else if (name === 'LABEL') image.labels = new Map([...image.labels, ...pairsOf(text)]);
  else if (name === 'USER') image.user = text;
  else if (name === 'EXPOSE') image.ports = [...image.ports, ...text.split(/\s+/)];
  else if (name === 'STOPSIGNAL') image.stopSignal = text;
  else if (name === 'CMD') image.command = execForm(text);
  else if (name === 'HEALTHCHECK') {
    const { flags, words } = flagsOf(text);
    if (words[0] !== 'CMD') throw new Error('a health check without a command');
    image.health = { options: flags, command: execForm(words.slice(1).join(' ')) };
  } else throw new Error('is not followed here');
}

/** A folder's contents are copied, not the folder itself; a name that ends in `/` is a folder. */
function copy(text: string, { root, workingDirectory }: Image, build: Build): void {
  const { flags, words } = flagsOf(text);
  const [target = '', ...sources] = words.toReversed();
  const stage = flags.get('from');
  const from = stage === undefined ? build.context : build.stages.get(stage)?.root;
  if (from === undefined || [...flags.keys()].some((flag) => flag !== 'from')) {
    throw new Error(`cannot be followed: ${text}`);
  }
  const ignore = dockerIgnore(stage ? '' : readFileSync(join(from, '.dockerignore'), 'utf8'));
  const filter = (path: string) => isTaken(ignore, relative(from, path), path);
  const place = join(root, posix.resolve(workingDirectory, target));
  for (const source of sources) {
    const path = join(from, source);
    const intoFolder = /(^|\/)\.?$/.test(target) && !statSync(path).isDirectory();
    cpSync(path, intoFolder ? join(place, basename(path)) : place, { recursive: true, filter });
  }
}

function isTaken(ignore: DockerIgnore, inside: string, path: string): boolean {
  if (inside === '' || !ignore.leavesOut(inside)) return true;
  return ignore.takesBackBelow(inside) && statSync(path).isDirectory();
}

function run(text: string, { root, workingDirectory, environment }: Image, build: Build): void {
  const here = join(root, workingDirectory);
  if (text.startsWith('npm ci ')) {
    symlinkSync(join(build.context, 'node_modules'), join(here, 'node_modules'));
    return;
  }
  const [program, ...words] = text.split(' ');
  if (program !== 'node') throw new Error(`cannot be run here: ${text}`);
  const args = words.map((word) => (isAbsolute(word) ? join(root, word) : word));
  const env = { PATH: dirname(process.execPath), ...environment };
  const done = spawnSync(process.execPath, args, { cwd: here, env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${text}\n${done.stdout}${done.stderr}`);
}
