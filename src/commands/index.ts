export type { Config, UserConfig } from '../config/config.ts';
export { resolveConfig } from '../config/resolve.ts';
export { downgrade } from './downgrade.ts';
export { type InitArguments, type InitResult, init } from './init.ts';
export { readConfig } from './project.ts';
export { type RevisionArguments, type RevisionResult, revision } from './revision.ts';
export { defaultFolder, saveScript, saveSplit } from './save.ts';
export type { ScriptArguments, ScriptResult, ScriptResultStep } from './script.ts';
export { upgrade } from './upgrade.ts';
