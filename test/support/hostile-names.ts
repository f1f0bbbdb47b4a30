import { s } from '../../src/index.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { Operations } from '../../src/operations/op.ts';
import { render } from '../../src/testing.ts';

/** What a name is the name of. */
export type NameRole = 'table' | 'column' | 'index' | 'constraint' | 'schema' | 'enum';

export const nameRoles: readonly NameRole[] = ['table', 'column', 'index', 'constraint', 'schema', 'enum'];

/** A revision that makes a thing of this name, and uses the name where it can. */
function revisionNaming(role: NameRole, name: string): (op: Operations) => void {
  const id = s.column('id', s.integer(), { primaryKey: true, autoincrement: false });
  const v = s.column('v', s.string(20));
  switch (role) {
    case 'table':
      return (op) => {
        const t = op.createTable(name, [id, v]);
        op.bulkInsert(t, [{ id: 1, v: 'x' }]);
        op.execute(t.update({ v: 'y' }).where(t.c.id.eq(1)));
        op.addColumn(name, s.column('w', s.integer()));
        op.createIndex('ix_of_it', name, ['v']);
      };
    case 'column':
      return (op) => {
        const t = op.createTable('t', [
          id,
          s.column(name, s.string(20)),
          s.uniqueConstraint([name], { name: 'uq_of_it' }),
        ]);
        op.bulkInsert(t, [{ id: 1, [name]: 'x' } as never]);
        op.createIndex('ix_of_it', 't', ['id', name]);
      };
    case 'index':
      return (op) => {
        op.createTable('t', [id, v]);
        op.createIndex(name, 't', ['v']);
      };
    case 'constraint':
      return (op) => {
        op.createTable('t', [id, v, s.checkConstraint("v <> 'x'", { name: op.f(name) })]);
      };
    case 'schema':
      return (op) => {
        op.createTable('t', [id, v], { schema: name });
        op.createIndex('ix_of_it', 't', ['v'], { schema: name });
      };
    case 'enum':
      return (op) => {
        op.createTable('t', [id, s.column('v', s.enum(['a', 'b'], { name: op.f(name), createConstraint: true }))]);
      };
  }
}

/** The statements that make a thing of this name. */
export function renderName(role: NameRole, name: string, dialect: DialectName): Promise<string[]> {
  return render(revisionNaming(role, name), { dialect });
}
