import { type CloudName, cloudNames } from './cloud-entry.ts';
import { packageFolder } from './licences.ts';

/** The names of packages that speak with one cloud: its SDK with what that is made of. */
const families: Readonly<Record<CloudName, RegExp>> = {
  aws: /^(@aws-(sdk|crypto|lambda-powertools)\/|@aws\/|@smithy\/|aws-)/,
  azure: /^(@azure(-rest)?\/|azure-|durable-functions$)/,
  gcp: /^(@google-cloud\/|@google\/|@firebase\/|firebase|google-|gaxios$|gcp-metadata$)/,
};

/** Of the files that a bundle is made of, the packages that speak with a cloud, by which. */
export function cloudPackages(inputs: Iterable<string>): Readonly<Record<CloudName, string[]>> {
  const folders = [...inputs].flatMap((path) => packageFolder(path) ?? []);
  const names = [...new Set(folders.map((folder) => folder.replace(/^.*node_modules\//, '')))];
  const of = (cloud: CloudName) => names.filter((name) => families[cloud].test(name)).sort();
  return Object.fromEntries(cloudNames.map((cloud) => [cloud, of(cloud)])) as ReturnType<
    typeof cloudPackages
  >;
}
