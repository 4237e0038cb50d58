import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Who runs it is another user than who built it, whatever rights the files had where they came from. */
export function letAllRead(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) letAllRead(path);
    else chmodSync(path, 0o644);
  }
}
