import type { RevisionInfo } from '../commands/revision-info.ts';
import { shownPath } from './errors.ts';
import type { Paint } from './paint.ts';

/** How revisions are shown. */
export interface ListStyle {
  /** The working directory: paths below it are shown relative to it. */
  readonly cwd: string;
  readonly ink: Paint;
  /** Whether with all that there is to say. */
  readonly verbose: boolean;
}

/** What stands in the short line of a revision besides its id and whether it is a head. */
export interface LineParts {
  readonly parents?: boolean;
  readonly labels?: boolean;
  /** Whether it is a branch point or a merge point. Default: true. */
  readonly points?: boolean;
  readonly message?: boolean;
}

/** A revision as Alembic shows it: on one line, or as an entry. */
export function shown(info: RevisionInfo, parts: LineParts, style: ListStyle): string {
  return `${style.verbose ? logEntry(info, style) : shortLine(info, parts, style.ink)}\n`;
}

/** `b2 -> c3 (label) (head), add a table`. The terms are Alembic's: here `(head)` is what nothing depends on either. */
export function shortLine(info: RevisionInfo, parts: LineParts, ink: Paint): string {
  const { revision, dependsOn, branchLabels, isHead, isEffectiveHead } = info;
  const line = [ink.yellow(revision)];
  if (parts.parents) {
    line.unshift(`${parentsOf(info)}${dependsOn.length === 0 ? '' : ` (${dependsOn.join(', ')})`} -> `);
  }
  if (parts.labels && branchLabels.length > 0) line.push(` (${branchLabels.join(', ')})`);
  if (isHead) line.push(` ${ink.cyan(isEffectiveHead ? '(head)' : '(effective head)')}`);
  line.push(currentMark(info, ink));
  if (parts.points !== false) line.push(pointMarks(info));
  // As the doc has it: a first paragraph of several lines stays so.
  if (parts.message && info.message !== '') line.push(`, ${info.doc.split('\n\n')[0]}`);
  return line.join('');
}

function logEntry(info: RevisionInfo, { cwd, ink }: ListStyle): string {
  const { revision, dependsOn, branchLabels, children, isHead, isBranchPoint, isMergePoint, doc, file } = info;
  const head = isHead ? ` ${ink.cyan('(head)')}` : '';
  const lines = [
    `Rev: ${ink.yellow(revision)}${head}${pointMarks(info)}${currentMark(info, ink)}`,
    `${isMergePoint ? 'Merges' : 'Parent'}: ${parentsOf(info)}`,
  ];
  if (dependsOn.length > 0) lines.push(`Also depends on: ${dependsOn.join(', ')}`);
  if (isBranchPoint) lines.push(`Branches into: ${children.join(', ')}`);
  if (branchLabels.length > 0) lines.push(`Branch names: ${branchLabels.join(', ')}`);
  lines.push(`Path: ${shownPath(file, cwd)}`, '', indented(doc));
  return `${lines.join('\n')}\n`;
}

function indented(text: string): string {
  if (text === '') return '';
  const lines = text.split('\n');
  return lines.map((line) => `    ${line}`).join('\n');
}

function parentsOf({ downRevision, isBase }: RevisionInfo): string {
  return isBase ? '<base>' : downRevision.join(', ');
}

function currentMark({ isCurrent }: RevisionInfo, ink: Paint): string {
  return isCurrent ? ` ${ink.cyan('(current)')}` : '';
}

function pointMarks({ isBranchPoint, isMergePoint }: RevisionInfo): string {
  return `${isBranchPoint ? ' (branchpoint)' : ''}${isMergePoint ? ' (mergepoint)' : ''}`;
}
