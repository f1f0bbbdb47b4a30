import type { ParsedStatement } from './postgresql-parser.ts';

/** What has no operation, by the parser's word for its statement. */
const things: Readonly<Record<string, string>> = {
  AlterDefaultPrivilegesStmt: 'rights',
  AlterOwnerStmt: 'owners',
  AlterSeqStmt: 'sequences of their own',
  CommentStmt: 'comments but on tables and columns',
  CompositeTypeStmt: 'composite types',
  CreateCastStmt: 'casts',
  CreateEventTrigStmt: 'event triggers',
  CreateExtensionStmt: 'extensions',
  CreateFunctionStmt: 'functions',
  CreateOpClassStmt: 'operator classes',
  CreateOpFamilyStmt: 'operator families',
  CreatePolicyStmt: 'policies',
  CreatePublicationStmt: 'publications',
  CreateRangeStmt: 'range types',
  CreateSchemaStmt: 'schemas',
  CreateSeqStmt: 'sequences of their own',
  CreateStatsStmt: 'extended statistics',
  CreateTableAsStmt: 'materialized views',
  CreateTrigStmt: 'triggers',
  GrantStmt: 'rights',
  RuleStmt: 'rules',
  VariableSetStmt: 'settings of the session',
  ViewStmt: 'views',
};

/** What ALTER TABLE does that has no operation, by the parser's word for it. */
const changes: Readonly<Record<string, string>> = {
  AT_AttachPartition: 'partitions',
  AT_ChangeOwner: 'owners',
  AT_ClusterOn: 'the order of rows',
  AT_EnableRowSecurity: 'row security',
  AT_ForceRowSecurity: 'row security',
  AT_EnableTrig: 'triggers',
  AT_EnableAlwaysTrig: 'triggers',
  AT_EnableReplicaTrig: 'triggers',
  AT_DisableTrig: 'triggers',
  AT_ReplicaIdentity: 'the replica identity',
  AT_SetOptions: 'options of columns',
  AT_SetStatistics: 'the statistics of columns',
  AT_SetStorage: 'the storage of columns',
  AT_SetCompression: 'the compression of columns',
};

/** Why a statement goes in verbatim: what there is no operation for. */
export function noOperationFor({ node, sql }: ParsedStatement): string {
  const [kind = ''] = Object.keys(node);
  const command = 'AlterTableStmt' in node ? node.AlterTableStmt.cmds?.[0] : undefined;
  const change = command && 'AlterTableCmd' in command ? changes[command.AlterTableCmd.subtype ?? ''] : undefined;
  const thing = change ?? things[kind];
  return `there is no operation for ${thing ?? /^\w+ \w+/.exec(sql)?.[0] ?? 'it'}`;
}
