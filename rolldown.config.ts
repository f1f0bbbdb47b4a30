import { defineConfig } from 'rolldown';

/** What any script needs: read as one file it takes a quarter of the time that its two hundred modules take. */
const core =
  /\/src\/(?:index\.ts$|model|operations|catalog|recording|parsing|script\/(?:compile|history|version-table))|\/dialects\/(?!(?:postgresql|mysql|mariadb|sqlite|mssql|oracle)\.ts$)[^/]+\.ts$/;

/** What the command line needs besides. */
const project =
  /\/src\/(?:config\/|revisions\/|script\/|commands\/(?:project|revisions|script|upgrade|downgrade|file-name)\.ts$|cli\/(?!bin\.ts$))/;

// Packages stay outside. What a script may do without (the other dialects, init, revision, templates) is a file of its own,
// read when it is needed. Nothing is minified, so that stack traces can be read.
export default defineConfig({
  input: {
    bin: 'src/cli/bin.ts',
    index: 'src/index.ts',
    testing: 'src/testing.ts',
    commands: 'src/commands/index.ts',
  },
  platform: 'node',
  external: /^[^./]/,
  preserveEntrySignatures: 'allow-extension',
  // Commands are imported dynamically for the source's sake too, where nothing is bundled.
  checks: { ineffectiveDynamicImport: false },
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    chunkFileNames: '[name].js',
    codeSplitting: {
      groups: [
        // With `--version`, nothing else is read.
        { name: 'errors', test: /\/src\/(?:errors|cli\/version)\.ts$/ },
        { name: 'core', test: core },
        { name: 'project', test: project },
      ],
    },
  },
});
