/** Leaves out what was not filled in: empty texts and nothings. */
export function filled<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], null | undefined> } {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  ) as { [K in keyof T]?: Exclude<T[K], null | undefined> }
}
