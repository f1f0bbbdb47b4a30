import type { Finding } from '../commands/check.ts';
import { type ErrorStyle, shownPath } from './errors.ts';

const titles: Readonly<Record<Finding['check'], string>> = {
  heads: 'heads',
  models: 'the models have, and the history has not',
  render: 'does not render',
  downgrade: 'the downgrade does not undo the revision',
};

/** What a check found, for people. */
export function findingsText(findings: readonly Finding[], { cwd }: ErrorStyle): string {
  return Object.entries(titles)
    .map(([check, title]) => {
      const found = findings.filter((one) => one.check === check);
      const lines = found.map(({ database, message, source }) => {
        const place = source?.position;
        const where = place === undefined ? '' : `  (${shownPath(place.file, cwd)}:${place.line})`;
        return `  ${database === undefined ? '' : `${database}: `}${message}${where}\n`;
      });
      return found.length === 0 ? '' : `${title}:\n${lines.join('')}`;
    })
    .join('');
}

/** What a check found, for programs: the place as it stands below the working directory. */
export function jsonFinding({ source, ...finding }: Finding, cwd: string): object {
  const place = source?.position;
  return { ...finding, ...(place !== undefined && { file: shownPath(place.file, cwd), line: place.line }) };
}
