/** The repository's root: every command runs there. */
export const workspaceRoot = process.cwd();
