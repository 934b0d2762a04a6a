declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface Grant {
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }

  /** The part of the provider's configuration that the test double of single sign-on uses. */
  interface Configuration {
    readonly clients: readonly object[]
    readonly claims: Readonly<Record<string, readonly string[]>>
    readonly conformIdTokenClaims: boolean
    readonly features: object
    readonly cookies: object
    readonly interactions: { readonly url: (ctx: unknown, interaction: { readonly uid: string }) => string }
    readonly findAccount: (ctx: unknown, sub: string) => { accountId: string; claims: () => object }
    readonly loadExistingGrant: (ctx: { oidc: { session?: { accountId?: string } } }) => Promise<Grant>
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration)
    readonly Grant: new (of: {
      clientId: string
      accountId: string
    }) => Grant
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
  }
}
