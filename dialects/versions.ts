import { TsmigError } from '../src/errors.ts';
import type { DialectName } from '../src/model/dialect-options.ts';

/** A server version as numbers: `'8.0.36'` is `[8, 0, 36]`. */
export type Version = readonly number[];

/** What a dialect knows about the versions of its server. */
export interface VersionRange {
  readonly oldest: string;
  readonly newest: string;
}

/** The version as numbers; malformed ones, and ones outside the range that the dialect was written for, are refused. */
export function parseVersion(dialect: DialectName, version: string, range: VersionRange): Version {
  if (!/^\d{1,5}(\.\d{1,5}){0,3}$/.test(version)) {
    throw new TsmigError('config', `serverVersion ${JSON.stringify(version)} of ${dialect} is no version number`, {
      hint: `write it as '${range.newest}'`,
    });
  }
  const parsed = numbers(version);
  const newest = numbers(range.newest);
  if (!isAtLeast(parsed, range.oldest) || compare(parsed.slice(0, newest.length), newest) > 0) {
    throw new TsmigError('config', `${dialect} ${version} is not supported: ${range.oldest} to ${range.newest} are`, {
      hint: 'set serverVersion to the version of the server that runs the script',
    });
  }
  return parsed;
}

/** Whether `version` is `least` or newer. */
export function isAtLeast(version: Version, least: string): boolean {
  return compare(version, numbers(least)) >= 0;
}

function numbers(version: string): Version {
  return version.split('.').map(Number);
}

function compare(a: Version, b: Version): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
