/** The program that reads a script: it decides which lines a script opens with. `none`: no such lines. */
export type ClientName = 'psql' | 'mysql' | 'mariadb' | 'sqlite3' | 'sqlcmd' | 'sqlplus' | 'none';

export const clientNames: readonly ClientName[] = ['psql', 'mysql', 'mariadb', 'sqlite3', 'sqlcmd', 'sqlplus', 'none'];
