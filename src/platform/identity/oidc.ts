import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { problem } from '../../kernel/problem.ts'
import { Refusal } from '../../kernel/refusal.ts'

/** A provider of single sign-on (OpenID Connect with discovery). */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string
  /** Claim that holds the account (work number or phone); `preferred_username` unless given. */
  readonly accountClaim?: string
  /** The address under which people reach this server, e.g. `https://clarion.example.gov.cn`. */
  readonly publicUrl: string
  /** What the button says; the host of the issuer unless given. */
  readonly label?: string
}

/** What must be kept in the browser between leaving for the provider and coming back. */
export interface OidcChecks {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Whom the provider vouches for. */
export interface OidcIdentity {
  readonly subject: string
  readonly account: string
}

/** One provider; its document is discovered at first use and again after a failure. Authorization code with PKCE, state and nonce. */
export class OidcProvider {
  readonly #settings: OidcSettings
  #configuration: Promise<Configuration> | undefined

  constructor(settings: OidcSettings) {
    this.#settings = settings
  }

  /** The name on the button. */
  get label(): string {
    return this.#settings.label ?? new URL(this.#settings.issuer).host
  }

  /** Where to send the browser, and what to keep until it comes back. Refuses `unavailable` when the provider does not answer. */
  async begin(): Promise<{ readonly url: string; readonly checks: OidcChecks }> {
    const configuration = await this.#discovered()
    const checks = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.#callback(),
      scope: 'openid profile',
      code_challenge: await calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
      state: checks.state,
      nonce: checks.nonce,
    })
    return { url: url.href, checks }
  }

  /**
   * Exchanges the answer the browser brought back. `query` is the query string with its question mark. Refuses `unauthenticated`
   * (`identity.oidc_failed`) when the provider said no or anything does not fit, or the account claim is missing.
   */
  async finish(query: string, checks: OidcChecks): Promise<OidcIdentity> {
    const configuration = await this.#discovered()
    const claims = await authorizationCodeGrant(configuration, new URL(this.#callback() + query), {
      pkceCodeVerifier: checks.verifier,
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      idTokenExpected: true,
    }).then(
      (tokens) => tokens.claims(),
      () => undefined,
    )
    const account = claims?.[this.#settings.accountClaim ?? 'preferred_username']
    if (!claims || typeof account !== 'string' || account === '')
      throw new Refusal('unauthenticated', [problem('identity.oidc_failed')])
    return { subject: claims.sub, account }
  }

  #callback(): string {
    return new URL('/api/session/oidc/callback', this.#settings.publicUrl).href
  }

  #discovered(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings
    const isPlain = issuer.startsWith('http:')
    this.#configuration ??= discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: 10,
      ...(isPlain ? { execute: [allowInsecureRequests] } : {}),
    }).catch(() => {
      this.#configuration = undefined
      throw new Refusal('unavailable', [problem('identity.oidc_unreachable')])
    })
    return this.#configuration
  }
}
