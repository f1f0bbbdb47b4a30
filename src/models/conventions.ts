import { TsmigError } from '../errors.ts';
import type { NamingConvention } from '../model/naming.ts';

/** A naming convention, and the file that says it. */
export interface SaidConvention {
  readonly file: string;
  readonly convention: NamingConvention | undefined;
}

/**
 * The naming convention that all say who say one; undefined: none does.
 * @throws TsmigError `config` for two that differ.
 */
export function oneConvention(said: readonly SaidConvention[]): NamingConvention | undefined {
  const [first, ...others] = said.filter(({ convention }) => Object.keys(convention ?? {}).length > 0);
  const other = others.find(({ convention }) => text(convention) !== text(first?.convention));
  if (first === undefined || other === undefined) return first?.convention;
  const where = other.file === first.file ? first.file : `${first.file} and ${other.file}`;
  throw new TsmigError('config', `the models have two different naming conventions: ${where}`, {
    hint: 'say it once: in one s.metadata, or as namingConvention of the configuration',
  });
}

function text(convention: NamingConvention = {}): string {
  return JSON.stringify(Object.entries(convention).sort());
}
