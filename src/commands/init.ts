import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { clientOf } from '../../dialects/clients.ts';
import { configFilesIn } from '../config/find.ts';
import { TsmigError } from '../errors.ts';
import type { DialectName } from '../model/dialect-options.ts';
import { nearest } from '../model/nearest.ts';
import { fillTemplate, ownText } from '../templates.ts';
import { listTemplates, type ProjectTemplate } from './list-templates.ts';

export interface InitArguments {
  /** The folder that gets the configuration. */
  readonly directory: string;
  /** The folder of the migrations, relative to it. Default: `migrations`. */
  readonly scriptLocation?: string | undefined;
  /** Default: `postgresql`. */
  readonly dialect?: DialectName | undefined;
  /** What kind of project it is; see `listTemplates`. Default: `generic`. */
  readonly template?: string | undefined;
}

export interface InitResult {
  /** What was made, in order, as absolute paths. */
  readonly files: readonly string[];
}

/**
 * Makes a working project: the configuration, and a folder for the migrations.
 *
 * @throws TsmigError `usage` when there is a configuration already, or when the folder has something in it; `io` when
 * something cannot be written: what was made before is removed then.
 */
export async function init({
  directory,
  scriptLocation,
  dialect,
  template = 'generic',
}: InitArguments): Promise<InitResult> {
  const [existing] = await configFilesIn(directory);
  if (existing !== undefined) {
    throw new TsmigError('usage', `${existing} configures tsmig already`, {
      hint: "'tsmig revision' makes a revision in it",
    });
  }
  const kind = templateNamed(template);
  const location = path.resolve(directory, scriptLocation ?? 'migrations');
  await refuseUsed(location);
  const chosen: DialectName = dialect ?? 'postgresql';
  const relative = path.relative(directory, location).split(path.sep).join('/') || '.';
  const files = [
    {
      file: path.join(directory, 'tsmig.config.ts'),
      text: await fillTemplate(
        { name: 'config.ts.hbs' },
        {
          scriptLocation: relative,
          dialect: chosen,
          client: clientOf(chosen),
          databases: kind === 'multidb' ? ['engine1', 'engine2'] : [],
        },
      ),
    },
    {
      file: path.join(location, 'README.md'),
      text: await fillTemplate({ name: 'README.md.hbs' }, {}),
    },
    ...(kind === 'multidb'
      ? [{ file: path.join(location, 'revision.ts.hbs'), text: await ownText('multidb.revision.ts.hbs') }]
      : []),
    // Git keeps no empty folders.
    { file: path.join(location, 'versions', '.gitkeep'), text: '' },
  ];
  await writeNew(files);
  return { files: files.map(({ file }) => file) };
}

function templateNamed(given: string): ProjectTemplate['name'] {
  const names = listTemplates().map(({ name }) => name);
  const found = names.find((name) => name === given);
  if (found !== undefined) return found;
  const meant = nearest(given, names);
  throw new TsmigError('usage', `No such template '${given}'`, {
    hint: meant === undefined ? `the templates are ${names.join(', ')}` : `did you mean '${meant}'?`,
  });
}

async function refuseUsed(location: string): Promise<void> {
  const names = await readdir(location).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw new TsmigError('io', `${location} cannot be used`, { cause });
  });
  if (names.length > 0) {
    throw new TsmigError('usage', `${location} is there already and is not empty`, { hint: 'name another folder' });
  }
}

async function writeNew(files: readonly { readonly file: string; readonly text: string }[]): Promise<void> {
  const made: string[] = [];
  try {
    for (const { file, text } of files) {
      const folder = await mkdir(path.dirname(file), { recursive: true });
      if (folder !== undefined) made.push(folder);
      await writeFile(file, text, { flag: 'wx' });
      made.push(file);
    }
  } catch (cause) {
    for (const one of made.reverse()) await rm(one, { recursive: true, force: true });
    throw new TsmigError('io', 'the project cannot be made', { cause });
  }
}
