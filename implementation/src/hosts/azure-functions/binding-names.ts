/**
 * The names of app settings that say where each service is. The value is a connection string, or,
 * by identity, the same name with an ending: `ServiceBusConnection__fullyQualifiedNamespace`.
 */
export const connections = {
  serviceBus: 'ServiceBusConnection',
  cosmos: 'CosmosConnection',
  blobs: 'BlobConnection',
} as const;

/** The database that holds a desk. */
export const cosmosDatabase = 'supportmax';

/** How far each function that listens to a container has read it; the stack makes it. */
export const leaseContainer = 'leases';

/** The container that files are put into. */
export const incomingContainer = 'incoming';

/** `journeyQueue` → `journey-queue`: what the port is called in Azure, where capitals are refused. */
export const resourceName = (port: string): string =>
  port.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
