import { readFileSync } from 'node:fs';

/** The version of tsmig. Imports nothing of it, so that `--version` is as fast as Node starts. */
export function version(): string {
  // Above src/cli, or above dist where this file is bundled.
  for (const manifest of ['../package.json', '../../package.json']) {
    try {
      const parsed: unknown = JSON.parse(readFileSync(new URL(manifest, import.meta.url), 'utf8'));
      if (isOurs(parsed)) return parsed.version;
    } catch {
      // The other one, then.
    }
  }
  return 'unknown';
}

function isOurs(manifest: unknown): manifest is { readonly version: string } {
  return (
    typeof manifest === 'object' &&
    manifest !== null &&
    'version' in manifest &&
    'name' in manifest &&
    manifest.name === 'tsmig'
  );
}
