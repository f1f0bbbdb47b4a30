import type { MigrationScript } from '../autogenerate/hooks.ts';
import { apply } from '../catalog/apply.ts';
import type { Comparison } from './autogenerate.ts';
import { statementsOf } from './schema.ts';

/** The SQL of one direction. */
export interface Preview {
  /** The dialect and the direction. */
  readonly title: string;
  /** Each with its terminator. */
  readonly statements: readonly string[];
}

/** The SQL of what was found, up and down. */
export function previewOf({
  comparison: { config, history, replay },
  script: { upgradeOps, downgradeOps },
}: {
  readonly comparison: Comparison;
  readonly script: MigrationScript;
}): readonly Preview[] {
  const { dialect } = replay;
  const after = upgradeOps.ops.reduce((catalog, operation) => apply(catalog, operation, {}), history);
  const of = config.database === undefined ? '' : `${config.database}, `;
  const preview = (direction: 'upgrade' | 'downgrade', statements: readonly string[]): Preview => ({
    title: `${of}${dialect.name}: ${direction}`,
    statements: statements.map((sql) => `${sql}${dialect.terminator}`),
  });
  return [
    preview('upgrade', statementsOf(upgradeOps.ops, history, dialect, 'upgrade')),
    preview('downgrade', statementsOf(downgradeOps.ops, after, dialect, 'downgrade')),
  ];
}
