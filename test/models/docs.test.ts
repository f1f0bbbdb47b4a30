import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renamesOf } from '../../src/models/catalog.ts';
import { catalogOf, modelsOf, project, statementsOf } from './support.ts';

/** The examples of docs/models.md that export models, in order. */
const examples = [
  ...readFileSync(new URL('../../docs/models.md', import.meta.url), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g),
]
  .map(([, text = '']) => text)
  .filter((text) => text.includes('export const'));

const file = (at: number) =>
  `${project({ 'models.ts': `${at === 1 ? "import { s } from 'tsmig';\n" : ''}${examples[at]}` })}/models.ts`;

test('the example of s.table makes these tables', async () => {
  expect(await statementsOf(await catalogOf([file(0)], 'postgresql'), 'postgresql')).toEqual([
    `CREATE TABLE users (
    id SERIAL NOT NULL,
    email VARCHAR(255) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (email)
)`,
    `CREATE TABLE orders (
    id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    total NUMERIC(10, 2) DEFAULT 0.00 NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_orders_total CHECK (total >= 0),
    FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)`,
    'CREATE INDEX ix_orders_user_id ON orders (user_id)',
  ]);
});

test('the example of renamedFrom says these renames', async () => {
  const { tables, columns } = renamesOf(await modelsOf(file(1)));
  expect([...tables]).toEqual([['customers', 'users']]);
  expect([...columns].map(([key, renamed]) => [key, [...renamed]])).toEqual([['customers', [['mail', 'email']]]]);
});

test('the example of Drizzle makes these tables', async () => {
  expect(await statementsOf(await catalogOf([file(2)], 'postgresql'), 'postgresql')).toEqual([
    `CREATE TABLE users (
    id INTEGER GENERATED ALWAYS AS IDENTITY,
    email VARCHAR(255) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT users_email_unique UNIQUE (email)
)`,
    `CREATE TABLE orders (
    id INTEGER GENERATED ALWAYS AS IDENTITY,
    user_id INTEGER NOT NULL,
    total NUMERIC(10, 2) DEFAULT 0.00 NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT orders_user_id_users_id_fk FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)`,
  ]);
});
