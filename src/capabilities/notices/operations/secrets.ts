import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { Vault } from '../../../platform/identity/vault.ts'

/** The secrets of a channel as they are sealed together. `former` signs beside the new one until `formerUntil` (ISO). */
export interface KeptSecret {
  readonly password?: string
  readonly url?: string
  readonly signing?: string
  readonly former?: string
  readonly formerUntil?: string
}

const ownerOf = (region: string, channelId: string) => `notices.channel:${region}:${channelId}`

/** The secrets of a channel, sealed. Refuses `unavailable` where the installation has no key. */
export function sealSecret(vault: Vault | undefined, region: string, channelId: string, secret: KeptSecret): string {
  if (!vault) return refuse('unavailable', problem('notices.no_key'))
  return vault.seal(JSON.stringify(secret), ownerOf(region, channelId))
}

/** The secrets of a channel, opened; `undefined` where this installation's key does not open them. */
export function openSecret(
  vault: Vault | undefined,
  region: string,
  channelId: string,
  kept: string,
): KeptSecret | undefined {
  const text = vault?.open(kept, ownerOf(region, channelId))
  return text === undefined ? undefined : (JSON.parse(text) as KeptSecret)
}
