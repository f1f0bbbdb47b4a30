import { describe, expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';

describe('A dialect is made for a version', () => {
  test('PostgreSQL is 16 unless said otherwise', async () => {
    expect(await createDialect({ name: 'postgresql' })).toMatchObject({ name: 'postgresql', serverVersion: '16' });
  });
  test.each(['13', '15.20', '18', '18.1'])('PostgreSQL %s', async (serverVersion) => {
    expect((await createDialect({ name: 'postgresql', serverVersion })).serverVersion).toBe(serverVersion);
  });
  test.each(['12.9', '19', '9.6'])('PostgreSQL %s is refused', async (serverVersion) => {
    await expect(createDialect({ name: 'postgresql', serverVersion })).rejects.toMatchObject({
      code: 'config',
      message: `postgresql ${serverVersion} is not supported: 13 to 18 are`,
    });
  });
  test.each(['', 'sixteen', '16-beta', '1e1', ' 16'])('the version %j is refused', async (serverVersion) => {
    await expect(createDialect({ name: 'postgresql', serverVersion })).rejects.toMatchObject({ code: 'config' });
  });
  test('a misspelt dialect is refused with the nearest one', async () => {
    await expect(createDialect({ name: 'postgres' as DialectName })).rejects.toMatchObject({
      code: 'config',
      hint: 'did you mean postgresql?',
    });
    await expect(createDialect({ name: 'toString' as DialectName })).rejects.toMatchObject({ code: 'config' });
  });
});
