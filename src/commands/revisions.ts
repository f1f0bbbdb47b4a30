import { stat } from 'node:fs/promises';
import type { Config } from '../config/config.ts';
import type { SourcePosition } from '../errors.ts';
import { discoverRevisionFiles } from '../revisions/discover.ts';
import { buildGraph, type RevisionGraph } from '../revisions/graph.ts';
import { GraphError } from '../revisions/graph-error.ts';
import { loadRevisions, originalPosition } from '../revisions/load.ts';
import { withNames } from '../revisions/names.ts';
import type { Revision } from '../revisions/revision.ts';
import { ownModules } from './project.ts';
import { placeOfRecord, readRecords } from './records.ts';

/** The revisions of a project. */
export interface Project {
  /** In the order of their files. */
  readonly revisions: readonly Revision[];
  /** Maps a place in compiled code to its source. */
  readonly locate: (position: SourcePosition) => SourcePosition;
}

/**
 * Loads all revision files of a project.
 *
 * @param missing what a version location that is not there is: an error, or (as in Alembic, before the first revision) empty.
 */
export async function loadProject(config: Config, missing: 'refuse' | 'empty' = 'refuse'): Promise<Project> {
  const locations = missing === 'refuse' ? config.versionLocations : await existing(config.versionLocations);
  const files = await discoverRevisionFiles(locations, { recursive: config.recursiveVersionLocations });
  const revisions = await loadRevisions(files, { modules: await ownModules(), onProgress: config.onProgress });
  return { revisions, locate: ({ file, line, column }) => originalPosition(file, line, column) };
}

/** The revisions of a project and how they hang together, with the tags of its releases. */
export interface ProjectGraph extends Project {
  readonly graph: RevisionGraph;
}

/** As `loadProject`, with the graph. */
export async function loadGraph(config: Config, missing: 'refuse' | 'empty' = 'refuse'): Promise<ProjectGraph> {
  const project = await loadProject(config, missing);
  return { ...project, graph: await withTags(buildGraph(project.revisions), config) };
}

async function withTags(graph: RevisionGraph, { tagsFile }: Config): Promise<RevisionGraph> {
  const tags = await readRecords(tagsFile);
  try {
    return withNames(graph, tags);
  } catch (error) {
    if (error instanceof GraphError && error.argument !== undefined) {
      error.source = { position: await placeOfRecord(tagsFile, error.argument) };
    }
    throw error;
  }
}

async function existing(folders: readonly string[]): Promise<readonly string[]> {
  const there = await Promise.all(folders.map((folder) => stat(folder).catch(() => undefined)));
  return folders.filter((_, index) => there[index] !== undefined);
}
