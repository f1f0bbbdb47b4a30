import { constants, type Stats } from 'node:fs';
import {
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { TsmigError } from '../errors.ts';

/** A file of a split script. */
export interface ScriptFile {
  /** Its name, without a folder. */
  readonly name: string;
  readonly text: string;
}

/**
 * Writes a file whole or not at all: to a temporary name beside it, then renamed. Its folders are made.
 * What is no regular file (a device, a pipe) is written to directly.
 *
 * @param mode `create` refuses a file that is there already.
 * @throws TsmigError `io`; nothing is left behind then, and a file that was there is untouched.
 */
export async function writeFileAtomically(
  file: string,
  text: string,
  mode: 'create' | 'replace' = 'replace',
): Promise<void> {
  await undoing(`${file} cannot be written`, async (undo) => {
    const there = await statIfAny(file);
    if (there?.isDirectory()) {
      throw new TsmigError('io', `${file} is a folder`, {
        hint: 'name a file, or add --split for one file per revision',
      });
    }
    if (mode === 'create' && there !== undefined)
      throw new TsmigError('io', `${file} is there already`, { hint: 'remove it, or choose another name' });
    if (there !== undefined && !there.isFile()) return writeFile(file, text);
    // A symbolic link stays one: the file that it points to is replaced.
    const target = there === undefined ? file : await realpath(file);
    await makeFolder(path.dirname(target), undo);
    const temporary = await writeTemporary(path.dirname(target), text, undo);
    if (there !== undefined) await chmod(temporary, there.mode & 0o7777);
    await rename(temporary, target);
  });
}

/** The names of split scripts: others like them in the folder must not be left to be mistaken for part of the script. */
const scriptName = /^\d{4,}_.*\.sql$/;

/** A folder, and the files that are to be written into it. */
export interface ScriptFolder {
  readonly folder: string;
  readonly files: readonly ScriptFile[];
}

/** Writes the files of a split script, as `writeFolders` does. */
export async function writeSplit(folder: string, files: readonly ScriptFile[]): Promise<void> {
  await writeFolders([{ folder, files }]);
}

/**
 * Writes files into folders: all to temporary names first, then renamed. Files of the same names are replaced.
 *
 * @throws TsmigError `io` when anything fails, and `usage` when a folder holds scripts of an earlier split that this one
 * would leave standing between its own. Nothing is left behind then, and files that were there are untouched.
 */
export async function writeFolders(folders: readonly ScriptFolder[]): Promise<void> {
  const names = [...new Set(folders.map(({ folder }) => folder))].join(', ');
  await undoing(`the files cannot be written to ${names}`, async (undo) => {
    const staged: { readonly temporary: string; readonly target: string }[] = [];
    for (const { folder, files } of folders) {
      await makeFolder(folder, undo);
      await refuseStale(folder, files);
      for (const { name, text } of files) {
        const target = path.join(folder, name);
        const temporary = await writeTemporary(folder, text, undo, staged.length + 1);
        const there = await statIfAny(target);
        if (there !== undefined) await chmod(temporary, there.mode & 0o7777);
        staged.push({ temporary, target });
      }
    }
    const replaced: string[] = [];
    for (const [index, { temporary, target }] of staged.entries()) {
      const kept = await keep(target, undo, index + 1);
      if (kept !== undefined) replaced.push(kept);
      await rename(temporary, target);
      if (kept === undefined) undo.push(() => unlink(target));
    }
    // From here on nothing is undone: the scripts are whole.
    undo.length = 0;
    for (const kept of replaced) await rm(kept, { force: true });
  });
}

async function refuseStale(folder: string, files: readonly ScriptFile[]): Promise<void> {
  const names = new Set(files.map((file) => file.name));
  // Where nothing is numbered, nothing can be mistaken for a part of it.
  if (!files.some(({ name }) => scriptName.test(name))) return;
  const stale = (await readdir(folder)).filter((name) => scriptName.test(name) && !names.has(name)).sort();
  if (stale.length === 0) return;
  const more = stale.length > 3 ? ` and ${stale.length - 3} more` : '';
  throw new TsmigError(
    'usage',
    `${folder} holds scripts that are not part of this one: ${stale.slice(0, 3).join(', ')}${more}`,
    {
      hint: 'remove them, or write to another folder with --output',
    },
  );
}

/** Steps that take back what was done, to be run last to first. */
type Undo = (() => Promise<unknown>)[];

async function undoing(failure: string, work: (undo: Undo) => Promise<void>): Promise<void> {
  const undo: Undo = [];
  try {
    await work(undo);
  } catch (cause) {
    for (const step of undo.reverse()) await step().catch(() => undefined);
    throw cause instanceof TsmigError ? cause : new TsmigError('io', failure, { cause });
  }
}

/** Makes a folder and those above it; taken back only while they are empty. */
async function makeFolder(folder: string, undo: Undo): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = first; ; ) {
    const one = made;
    undo.push(() => rmdir(one));
    if (made === folder) break;
    const next = path.relative(made, folder).split(path.sep)[0];
    if (next === undefined || next === '') break;
    made = path.join(made, next);
  }
}

/** Writes a new file of a free name in the folder: `.tsmig-1.tmp`, `.tsmig-2.tmp` … from `from` on. */
async function writeTemporary(folder: string, text: string, undo: Undo, from = 1): Promise<string> {
  for (let number = from; ; number++) {
    const file = path.join(folder, `.tsmig-${number}.tmp`);
    const handle = await open(file, 'wx').catch(present);
    if (handle === undefined) continue;
    undo.push(() => rm(file, { force: true }));
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    return file;
  }
}

/** Gives a file that is to be replaced a second name, so that it can be put back; undefined when there is none. */
async function keep(target: string, undo: Undo, from: number): Promise<string | undefined> {
  const there = await lstat(target).catch(absent);
  if (there === undefined) return undefined;
  if (there.isDirectory())
    throw new TsmigError('io', `${target} is a folder`, {
      hint: 'remove it, or write to another folder with --output',
    });
  for (let number = from; ; number++) {
    const kept = path.join(path.dirname(target), `.tsmig-${number}.old`);
    if ((await lstat(kept).catch(absent)) !== undefined) continue;
    // Not every file system has hard links.
    await link(target, kept).catch(() => copyFile(target, kept, constants.COPYFILE_EXCL));
    // Renaming one hard link onto the other does nothing, so the second name is removed as well.
    undo.push(async () => {
      await rename(kept, target);
      await rm(kept, { force: true });
    });
    return kept;
  }
}

async function statIfAny(file: string): Promise<Stats | undefined> {
  return stat(file).catch(absent);
}

function present(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'EEXIST') return undefined;
  throw error;
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
