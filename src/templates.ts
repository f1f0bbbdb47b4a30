import { readFile } from 'node:fs/promises';
import { TsmigError } from './errors.ts';

/** The templates that come with tsmig. */
export type TemplateName = 'revision.ts.hbs' | 'config.ts.hbs' | 'README.md.hbs';

/**
 * Fills a template for TypeScript, SQL or Markdown: nothing is escaped, and a name that is not given is an error.
 *
 * @param file the template: one of tsmig's own by its name, another one by its path.
 * @throws TsmigError `config` when a project's own template is malformed, or asks for something that is not there.
 */
export async function fillTemplate(
  template: { readonly name: TemplateName } | { readonly file: string },
  values: Readonly<Record<string, unknown>>,
): Promise<string> {
  const [file, text] =
    'name' in template
      ? [template.name, await ownText(template.name)]
      : [template.file, await readOther(template.file)];
  // Loaded here and not above: of all commands only these few need it, and it takes its time to load.
  const { default: handlebars } = await import('handlebars');
  try {
    return handlebars.compile(text, { noEscape: true, strict: true })(values, {
      helpers: { json: (value: unknown) => literal(value) },
    });
  } catch (cause) {
    throw new TsmigError('config', `the template ${file} cannot be filled`, {
      cause,
      hint: `it may use: ${Object.keys(values).join(', ')}`,
    });
  }
}

/** The folder `templates` of the package: beside `src`, and beside `dist` where this file is bundled. */
const folder = new URL('../templates/', import.meta.url);

/** The text of a file that comes with tsmig, as it stands. */
export async function ownText(
  name: TemplateName | 'multidb.revision.ts.hbs' | `completion.${string}`,
): Promise<string> {
  try {
    return await readFile(new URL(name, folder), 'utf8');
  } catch (cause) {
    throw new TsmigError('internal', `the template ${name} is missing from the package`, { cause });
  }
}

async function readOther(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new TsmigError('io', `the template ${file} cannot be read`, { cause });
  }
}

/** A string, a list of strings or null as a TypeScript literal in single quotes. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'string') return JSON.stringify(value);
  const inner = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}
