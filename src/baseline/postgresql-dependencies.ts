import { keyOf } from '../catalog/catalog.ts';
import { relationName } from './postgresql-nodes.ts';
import type { Node, ParsedStatement, RangeVar } from './postgresql-parser.ts';

/**
 * The tables of partitions and inheritance, by their keys. What is said of one counts for others too, so that it stays
 * as it was said.
 */
export function tablesApart(statements: readonly ParsedStatement[]): ReadonlySet<string> {
  const apart = new Set<string>();
  const add = (...relations: readonly (RangeVar | undefined)[]) => {
    for (const relation of relations) if (relation !== undefined) apart.add(keyOf(relationName(relation)));
  };
  for (const { node } of statements) {
    if ('CreateStmt' in node) {
      const { relation, inhRelations = [], partspec, partbound } = node.CreateStmt;
      if (inhRelations.length > 0 || partspec !== undefined || partbound !== undefined)
        add(relation, ...inhRelations.flatMap(rangeOf));
    } else if ('AlterTableStmt' in node) {
      for (const command of node.AlterTableStmt.cmds ?? []) {
        const joined = 'AlterTableCmd' in command ? joinedBy(command.AlterTableCmd) : undefined;
        if (joined !== undefined) add(node.AlterTableStmt.relation, joined);
      }
    }
  }
  return apart;
}

function joinedBy({ subtype, def }: { readonly subtype?: string; readonly def?: Node }): RangeVar | undefined {
  if (def === undefined) return undefined;
  if (subtype === 'AT_AttachPartition' && 'PartitionCmd' in def) return def.PartitionCmd.name;
  return subtype === 'AT_AddInherit' && 'RangeVar' in def ? def.RangeVar : undefined;
}

function rangeOf(node: Node): RangeVar[] {
  return 'RangeVar' in node ? [node.RangeVar] : [];
}

/** What any constraint may need, so that none moves before it; settings of the session count for all that follows. */
const settings = ['VariableSetStmt', 'SelectStmt', 'CreateOpClassStmt', 'CreateOpFamilyStmt', 'CreateExtensionStmt'];
/** What an expression may need besides. */
const values = ['CreateFunctionStmt', 'CreateCastStmt', 'DefineStmt', 'CreatePLangStmt'];

/** Whether a constraint that stands after this statement must not move before it. */
export function isBarrier({ node }: ParsedStatement, hasExpression: boolean): boolean {
  const [kind = ''] = Object.keys(node);
  return settings.includes(kind) || (hasExpression && values.includes(kind));
}
