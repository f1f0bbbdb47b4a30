import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialectNames } from '../../src/model/dialect-options.ts';
import { effectsOf } from '../../src/parsing/effects.ts';

const kinds = ['none', 'operation', 'createDependent', 'dropDependent', 'opaqueTables', 'opaque'];
const words = fc.constantFrom(
  'CREATE',
  'ALTER',
  'DROP',
  'TABLE',
  'VIEW',
  'TRIGGER',
  'INDEX',
  'TYPE',
  'DOMAIN',
  'AS',
  'ENUM',
  'ON',
  'IS',
  'COMMENT',
  'COLUMN',
  'ADD',
  'RENAME',
  'TO',
  'SET',
  'DEFAULT',
  'NOT',
  'NULL',
  'PRIMARY',
  'KEY',
  'REFERENCES',
  'CHECK',
  'UNIQUE',
  'IF',
  'EXISTS',
  'CASCADE',
  'SELECT',
  'INTO',
  'FROM',
  'JOIN',
  'WITH',
  'EXEC',
  'sp_rename',
  'a',
  'b',
  '"c"',
  '[d]',
  '`e`',
  "'f'",
  "'g.h'",
  '1',
  '(',
  ')',
  ',',
  '.',
  ';',
  'INT',
  'VARCHAR(5)',
  'GENERATED',
  'IDENTITY',
  'MODIFY',
  'CHANGE',
  '*',
); // prettier-ignore

describe.each(dialectNames)('the effects of any text on %s', (dialect) => {
  it('are found without an error, whatever the text', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 25 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(text, (sql) => {
        const effects = effectsOf(sql, dialect);
        expect(effects.length).toBeGreaterThan(0);
        expect(effects.every((effect) => kinds.includes(effect.kind))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('are found in texts that are nested deeply', () => {
    const deep = '('.repeat(20_000);
    expect(effectsOf(`${deep}SELECT 1`, dialect)).toHaveLength(1);
    expect(effectsOf(`CREATE TABLE t (a INT DEFAULT ${deep}1`, dialect)).toHaveLength(1);
    expect(effectsOf(`CREATE TABLE t (a INT DEFAULT ${deep}1${')'.repeat(20_000)})`, dialect)).toHaveLength(1);
    expect(effectsOf(`ALTER TABLE t ADD a INT CHECK ${deep}1${')'.repeat(20_000)}`, dialect)).toHaveLength(1);
  });
});
