import { s, sql } from '../../src/index.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { Operations } from '../../src/operations/op.ts';
import { render } from '../../src/testing.ts';

/** Where a text of the user stands in a script. */
export type TextRole = 'value' | 'condition' | 'default' | 'comment' | 'enum' | 'check';

export const textRoles: readonly TextRole[] = ['value', 'condition', 'default', 'comment', 'enum', 'check'];

/** A revision with the texts in one role, the i-th in row or column i of `t`. */
export function revisionWith(role: TextRole, texts: readonly string[]): (op: Operations) => void {
  const id = s.column('id', s.integer(), { autoincrement: false });
  const long = s.text().withVariant(s.mysql.LONGTEXT(), 'mysql').withVariant(s.mysql.LONGTEXT(), 'mariadb');
  switch (role) {
    case 'value':
      return (op) => {
        const t = op.createTable('t', [id, s.column('v', long)]);
        op.bulkInsert(
          t,
          texts.map((v, i) => ({ id: i, v })),
        );
      };
    case 'condition':
      return (op) => {
        const t = op.createTable('t', [id, s.column('v', s.text()), s.column('w', s.text())]);
        for (const [i, v] of texts.entries()) {
          op.execute(t.insert({ id: i, v }));
          op.execute(t.update({ w: v }).where(t.c.v.eq(v)).where(t.c.id.eq(i)));
        }
      };
    case 'default':
      return (op) => {
        for (const [i, text] of texts.entries()) {
          const t = op.createTable(`t${i}`, [id, s.column('v', s.string(4000), { serverDefault: text })]);
          op.execute(t.insert({ id: 1 }));
        }
      };
    case 'comment':
      return (op) => {
        for (const [i, comment] of texts.entries()) {
          op.createTable(`t${i}`, [id, s.column('v', s.integer(), { comment })], { comment });
        }
      };
    case 'enum':
      return (op) => {
        for (const [i, text] of texts.entries()) {
          const kind = s.enum([text, 'other'], { name: `kind${i}`, createConstraint: true });
          const t = op.createTable(`t${i}`, [id, s.column('v', kind)]);
          op.bulkInsert(t, [{ id: 1, v: text }]);
        }
      };
    case 'check':
      return (op) => {
        for (const [i, text] of texts.entries()) {
          op.createTable(`t${i}`, [id, s.column('v', s.string(4000)), s.checkConstraint(sql`v <> ${text}`)]);
        }
      };
  }
}

/** The statements of a revision with the texts in one role. */
export function renderTexts(role: TextRole, texts: readonly string[], dialect: DialectName): Promise<string[]> {
  return render(revisionWith(role, texts), { dialect });
}
