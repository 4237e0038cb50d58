/**
 * What has to be known of v0.5 from outside to run it: for its image, its compose file and its
 * stack, which are checked against it. Plain data, so that nothing of the desk comes along.
 */
export const manifest = {
  name: 'v0.5',
  folder: 'v0.5-baseline',
  image: {
    name: 'supportmax-pro',
    dockerfile: 'functions/container/v0.5/Dockerfile',
    /** The program with its arguments. Node itself lets this process write no file. */
    command: [
      '/usr/local/bin/node',
      '--permission',
      '--allow-fs-read=*',
      '/desk/desk.mjs',
      'v0.5',
      '--host',
      '0.0.0.0',
    ],
    environment: { NODE_ENV: 'production', PORT: '3000' },
    /** Numbers, not names: the image has no list of users, and Kubernetes wants to see no root. */
    user: '10001:10001',
  },
  port: 3000,
  health: {
    command: ['/usr/local/bin/node', '/desk/check-health.mjs'],
    intervalSeconds: 10,
    timeoutSeconds: 3,
    startSeconds: 10,
    retries: 3,
  },
  limits: {
    /** What nobody answered stays in memory for as long as the process lives. */
    memoryMiB: 512,
    processes: 64,
    /** From the wish that it stops to the end: running requests may take six seconds of it. */
    stopSeconds: 10,
    /** Every interaction is logged: what Docker keeps of it, before it drops the oldest. */
    logFiles: 3,
    logFileMiB: 10,
  },
  /** A file with settings, where one is mounted, and the folder that its secrets are read from. */
  configuration: {
    variable: 'SUPPORTMAX_CONFIG',
    file: '/etc/supportmax/config.json',
    secretsFolder: '/run/secrets',
  },
} as const;
