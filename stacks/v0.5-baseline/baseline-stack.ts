import { DockerProvider } from '@cdktf/provider-docker/lib/provider/index.js';
import { LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { manifest } from '#src/versions/v0.5-baseline/manifest.ts';
import { DockerDesk } from '../constructs/docker-desk.ts';

/** v0.5 in one container on one Docker engine, as its compose file has it. */
export class BaselineStack extends TerraformStack {
  constructor(scope: Construct) {
    super(scope, manifest.folder);
    // Beside the project, where cleaning up what was synthesised does not reach it.
    new LocalBackend(this, { path: `../../../terraform.${manifest.folder}.tfstate` });
    new DockerProvider(this, 'docker', {});
    const port = new TerraformVariable(this, 'port', {
      type: 'number',
      default: manifest.port,
      description: 'The port of 127.0.0.1 on the Docker host.',
    });
    const configurationFile = this.#path(
      'configuration_file',
      'A configuration on the Docker host that user 10001 may read, by its absolute path.',
    );
    const secretsFolder = this.#path(
      'secrets_folder',
      'The folder on the Docker host with the secrets that the configuration names.',
    );
    const { image, container } = new DockerDesk(this, 'desk', {
      manifest,
      port,
      configurationFile,
      secretsFolder,
    });
    new TerraformOutput(this, 'url', { value: `http://127.0.0.1:${port.numberValue}` });
    new TerraformOutput(this, 'image_id', { value: image.imageId });
    new TerraformOutput(this, 'container_id', { value: container.id });
  }

  /** A path may be named, and none is by default. The files stay where they are. */
  #path(name: string, description: string): TerraformVariable {
    const variable = new TerraformVariable(this, name, {
      type: 'string',
      default: '',
      nullable: false,
      description,
    });
    variable.addValidation({
      condition: `\${var.${name} == "" || can(regex("^/", var.${name}))}`,
      errorMessage: 'The path must be absolute: Docker does not know where Terraform runs.',
    });
    return variable;
  }
}
