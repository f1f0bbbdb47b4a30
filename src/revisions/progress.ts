/** Is told how far long work is, such as `('loading revisions', 256, 5000)`. */
export type Progress = (what: string, done: number, total: number) => void;
