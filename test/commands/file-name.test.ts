import { describe, expect, test } from 'vitest';
import { createDate } from '../../src/commands/create-date.ts';
import { fileName } from '../../src/commands/file-name.ts';
import { judgeFileNames } from '../support/graph/file-names.ts';
import { reasons } from '../support/graph/on-purpose.ts';
import { countsByReason } from '../support/graph/report.ts';

function nameOf(fileTemplate: string): string {
  return fileName(fileTemplate, {
    revision: 'a',
    message: 'x',
    truncateSlugLength: 40,
    createDate: createDate(new Date('2026-03-04T05:06:07Z'), undefined),
  });
}

describe('file names are as Alembic gives them', () => {
  test('in all cases of the corpus; where Python crashes, the template is refused', async () => {
    const verdicts = (await judgeFileNames()) ?? [];
    expect(verdicts.filter(({ kind }) => kind === 'wrong')).toEqual([]);
    expect(verdicts.filter(({ kind }) => kind === 'equal').length).toBeGreaterThan(132);
    const different = verdicts.filter(({ kind }) => kind === 'different');
    expect(countsByReason(different)).toEqual([[reasons.refused, 5]]);
  });

  test.each([
    ['%(slug)d', "'%(slug)d' cannot be filled"],
    ['%(nope)s_%(rev)s', "fileTemplate '%(nope)s_%(rev)s': '%(nope)s' cannot be filled"],
    ['100%_%(rev)s', "'%' cannot be filled"],
    ['%s', "'%' cannot be filled"],
    ['%(constructor)s', "'%(constructor)s' cannot be filled"],
  ])('%s, which Python refuses too, is refused', (fileTemplate, message) => {
    expect(() => nameOf(fileTemplate)).toThrow(message);
  });

  test.each([
    ['%(day)5d|', '    4|'],
    ['%(day)-5d|', '4    |'],
    ['%(day)+05d|', '+0004|'],
    ['%(slug)5s|', '    x|'],
  ])('%s pads as Python does', (fileTemplate, file) => {
    expect(nameOf(fileTemplate)).toBe(file);
  });
});

describe('the date of a revision', () => {
  test.each([
    [undefined, '2026-11-21T23:30:00Z'],
    ['UTC', '2026-11-21T23:30:00Z'],
    ['Europe/Berlin', '2026-11-22T00:30:00+01:00'],
    ['America/St_Johns', '2026-11-21T20:00:00-03:30'],
    ['asia/kolkata', '2026-11-22T05:00:00+05:30'],
  ])('by the clock of %s', (timezone, text) => {
    expect(createDate(new Date('2026-11-21T23:30:00.999Z'), timezone).text).toBe(text);
  });

  test('a time zone that there is not is refused', () => {
    expect(() => createDate(new Date(0), 'Europe/Atlantis')).toThrow("Can't locate timezone: Europe/Atlantis");
  });
});
