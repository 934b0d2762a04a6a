/** A link with a secret, as it stands in the address of a page that needs no sign-in: `/judge/<region>/<secret>`. */
export interface SecretLink {
  readonly region: string
  readonly secret: string
  /** What follows the secret, such as `stage`; empty for the page itself. */
  readonly view: string
}

/** The link in a path; `undefined` where the path is cut short or has characters a link never has. */
export function linkOf(path: string): SecretLink | undefined {
  const [, region, secret, view = ''] = /^\/[a-z]+\/(\d{6})\/([\w-]{43})(?:\/([a-z]*))?\/?$/.exec(path) ?? []
  return region && secret ? { region, secret, view } : undefined
}
