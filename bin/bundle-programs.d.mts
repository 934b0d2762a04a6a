/** See `bundle-programs.mjs`. */
export function bundlePrograms(root: string, programs: Readonly<Record<string, string>>, folder: string): Promise<void>
