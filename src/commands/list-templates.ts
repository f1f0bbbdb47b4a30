/** A kind of project that `init` makes. */
export interface ProjectTemplate {
  readonly name: 'generic' | 'multidb';
  readonly about: string;
}

/** The kinds of projects that `init` makes. */
export function listTemplates(): readonly ProjectTemplate[] {
  return [
    { name: 'generic', about: 'Generic single-database configuration.' },
    { name: 'multidb', about: 'Several databases with one history: a script for each of them.' },
  ];
}
