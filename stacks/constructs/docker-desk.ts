import { Container } from '@cdktf/provider-docker/lib/container/index.js';
import { Image } from '@cdktf/provider-docker/lib/image/index.js';
import { TerraformLocal, type TerraformVariable, Token } from 'cdktf';
import { Construct } from 'constructs';

/** Of a version's manifest, what a container of it needs to know. */
export interface DeskManifest {
  readonly name: string;
  readonly image: { readonly name: string; readonly dockerfile: string; readonly user: string };
  readonly port: number;
  readonly health: {
    readonly command: readonly string[];
    readonly intervalSeconds: number;
    readonly timeoutSeconds: number;
    readonly startSeconds: number;
    readonly retries: number;
  };
  readonly limits: {
    readonly memoryMiB: number;
    readonly stopSeconds: number;
    readonly logFiles: number;
    readonly logFileMiB: number;
  };
  readonly configuration: {
    readonly variable: string;
    readonly file: string;
    readonly secretsFolder: string;
  };
}

export interface DockerDeskOptions {
  readonly manifest: DeskManifest;
  /** The port of 127.0.0.1 on the Docker host. */
  readonly port: TerraformVariable;
  /** Path of a configuration on the Docker host, empty where there is none. */
  readonly configurationFile: TerraformVariable;
  /** Path of a folder there with the secrets that the configuration names, or empty. */
  readonly secretsFolder: TerraformVariable;
}

/** Of these an image is built, as patterns of Terraform: when one changes, it is built again. */
const imageSources = [
  'package*.json',
  '.dockerignore',
  'scripts/**',
  'implementation/{src,content}/**',
  'functions/container/**',
];

/** A desk on a Docker engine: its image, and a container of it without rights, in its limits. */
export class DockerDesk extends Construct {
  readonly image: Image;
  readonly container: Container;

  constructor(scope: Construct, id: string, options: DockerDeskOptions) {
    super(scope, id);
    this.image = this.#build(options.manifest);
    this.container = this.#run(options);
  }

  #build({ name, image }: DeskManifest): Image {
    // Terraform runs in <project>/cdktf.out/stacks/<stack>; this keeps no path of a machine.
    const root = new TerraformLocal(this, 'root', `\${abspath("\${path.module}/../../..")}`);
    const folder = nameOf(root);
    const patterns = imageSources.map((pattern) => JSON.stringify(pattern)).join(', ');
    const files = `flatten([for one in [${patterns}] : sort(fileset(${folder}, one))])`;
    const hashes = `[for file in ${files} : filesha1("\${${folder}}/\${file}")]`;
    return new Image(this, 'image', {
      name: `${image.name}:${name}`,
      buildAttribute: { context: root.asString, dockerfile: image.dockerfile },
      triggers: { sources: `\${sha1(join(" ", ${hashes}))}` },
    });
  }

  #run(options: DockerDeskOptions): Container {
    const { manifest, port, configurationFile } = options;
    const { health, limits, configuration } = manifest;
    const container = new Container(this, 'container', {
      name: `${manifest.image.name}-${manifest.name}`,
      image: this.image.imageId,
      user: manifest.image.user,
      readOnly: true,
      capabilities: { drop: ['ALL'] },
      securityOpts: ['no-new-privileges:true'],
      memory: limits.memoryMiB,
      memorySwap: limits.memoryMiB,
      ports: [{ internal: manifest.port, external: port.numberValue, ip: '127.0.0.1' }],
      env: Token.asList(
        `\${${whereNamed(configurationFile, `"${configuration.variable}=${configuration.file}"`)}}`,
      ),
      healthcheck: {
        test: ['CMD', ...health.command],
        interval: `${health.intervalSeconds}s`,
        timeout: `${health.timeoutSeconds}s`,
        startPeriod: `${health.startSeconds}s`,
        retries: health.retries,
      },
      // A container that never gets healthy is a failed deployment.
      wait: true,
      waitTimeout: 60,
      restart: 'unless-stopped',
      stopSignal: 'SIGTERM',
      stopTimeout: limits.stopSeconds,
      destroyGraceSeconds: limits.stopSeconds,
      logDriver: 'json-file',
      logOpts: { 'max-size': `${limits.logFileMiB}m`, 'max-file': String(limits.logFiles) },
    });
    this.#mount(container, options);
    return container;
  }

  /** Shows the container the files of the Docker host that were named, if any, read-only. */
  #mount(container: Container, { manifest, configurationFile, secretsFolder }: DockerDeskOptions) {
    const { configuration } = manifest;
    const mountOf = (path: TerraformVariable, place: string) =>
      whereNamed(path, `{ source = ${nameOf(path)}, target = "${place}" }`);
    const named = [
      mountOf(configurationFile, configuration.file),
      mountOf(secretsFolder, configuration.secretsFolder),
    ];
    const mounts = new TerraformLocal(this, 'mounts', `\${concat(${named.join(', ')})}`);
    container.addOverride('dynamic.mounts', {
      for_each: mounts.asList,
      content: {
        type: 'bind',
        source: `\${mounts.value.source}`,
        target: `\${mounts.value.target}`,
        read_only: true,
      },
    });
  }
}

// Expressions are written as Terraform reads them: cdktf's own comparison makes `undefined` of '',
// and its iterator neither translates the names of a block nor leaves out a nested `${}`.

const nameOf = (one: TerraformVariable | TerraformLocal): string =>
  `${one instanceof TerraformLocal ? 'local' : 'var'}.${one.friendlyUniqueId}`;

/** A list with this in it where the path is named, and an empty one where it is not. */
const whereNamed = (path: TerraformVariable, item: string): string =>
  `${nameOf(path)} == "" ? [] : [${item}]`;
