import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createDate } from '../../src/commands/create-date.ts';
import { fileName } from '../../src/commands/file-name.ts';

interface Case {
  readonly message: string | null;
  readonly revision: string;
  readonly fileTemplate?: string;
  readonly truncateSlugLength?: number;
  readonly createDate?: string;
  readonly file?: string;
}

const corpus: { readonly graphs: readonly { readonly cases: readonly Case[] }[] } = JSON.parse(
  readFileSync(new URL('../conformance/graph/file-names.json', import.meta.url), 'utf8'),
);
const cases = corpus.graphs.flatMap((graph) => graph.cases);

function nameOf(given: Case): string {
  return fileName(given.fileTemplate ?? '%(rev)s_%(slug)s', {
    revision: given.revision,
    message: given.message,
    truncateSlugLength: given.truncateSlugLength ?? 40,
    createDate: createDate(new Date(given.createDate ?? '2026-01-01T00:00:00Z'), undefined),
  });
}

describe('file names are as Alembic gives them', () => {
  test('the corpus has cases of both kinds', () => {
    expect(cases.filter(({ file }) => file === undefined)).toHaveLength(5);
    expect(cases.filter(({ file }) => file !== undefined)).toHaveLength(133);
  });

  test.each(cases.filter(({ file }) => file !== undefined))('$file', (given) => {
    expect(nameOf(given)).toBe(given.file);
  });

  test.each(cases.filter(({ file }) => file === undefined))('$fileTemplate is refused', (given) => {
    expect(() => nameOf(given)).toThrow(`fileTemplate '${given.fileTemplate}'`);
  });

  test.each([
    ['%(slug)d', "'%(slug)d' cannot be filled"],
    ['100%_%(rev)s', "'%' cannot be filled"],
    ['%s', "'%' cannot be filled"],
    ['%(constructor)s', "'%(constructor)s' cannot be filled"],
  ])('%s, which Python refuses too, is refused', (fileTemplate, message) => {
    expect(() => nameOf({ message: 'x', revision: 'a', fileTemplate })).toThrow(message);
  });

  test.each([
    ['%(day)5d|', '    4|'],
    ['%(day)-5d|', '4    |'],
    ['%(day)+05d|', '+0004|'],
    ['%(slug)5s|', '    x|'],
  ])('%s pads as Python does', (fileTemplate, file) => {
    expect(nameOf({ message: 'x', revision: 'a', fileTemplate, createDate: '2026-03-04T05:06:07Z' })).toBe(file);
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
