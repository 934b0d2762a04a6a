const KEY = 'clarion.looked-at'

let code: string | undefined = stored()

/** The region below that a superior looks at now; nothing while it is the own one. Kept for the tab, gone with it. */
export function lookedAtRegion(): string | undefined {
  return code
}

/** Looks at a region below, or at the own one again. What was read before must be read anew. */
export function lookAt(region: string | undefined): void {
  code = region
  if (region === undefined) sessionStorage.removeItem(KEY)
  else sessionStorage.setItem(KEY, region)
}

function stored(): string | undefined {
  const found = globalThis.sessionStorage?.getItem(KEY)
  return found && /^\d{6}$/.test(found) ? found : undefined
}
