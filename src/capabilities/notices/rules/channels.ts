import type { Problem } from '../../../kernel/problem.ts'
import { problem } from '../../../kernel/problem.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import type { ChannelAction, ChannelBody, ChannelKind, ChannelSecret } from '../contract.ts'

/** Which secrets a kind of channel needs, and which it may have. */
const SECRETS = {
  mail: { needs: [], may: ['password'] },
  wecom: { needs: ['url'], may: ['url'] },
  dingtalk: { needs: ['url'], may: ['url', 'signing'] },
  webhook: { needs: ['url'], may: ['url'] },
} as const satisfies Record<
  ChannelKind,
  { readonly needs: readonly (keyof ChannelSecret)[]; readonly may: readonly (keyof ChannelSecret)[] }
>

/** What may be done with a channel by its kind. */
export function channelActions(kind: ChannelKind): readonly ChannelAction[] {
  return kind === 'webhook' ? ['change', 'test', 'new_secret', 'remove'] : ['change', 'test', 'remove']
}

/**
 * Whether a channel holds together with all its secrets, kept and new. Refuses `notices.mail_unset` without the settings of a mail
 * server, `notices.secret_missing` without an address, `notices.secret_unwanted` for a secret the kind has not, `notices.not_https` for a robot
 * or webhook address that is neither https nor http, `notices.bad_signing` for a DingTalk secret that does not begin with SEC.
 */
export function channelToKeep(body: ChannelBody, secret: ChannelSecret): Outcome<ChannelBody> {
  const { needs, may } = SECRETS[body.kind]
  const allowed: readonly string[] = may
  const given = (Object.keys(secret) as (keyof ChannelSecret)[]).filter((name) => secret[name] !== undefined)
  const problems: Problem[] = [
    ...(body.kind === 'mail' && body.mail === null ? [problem('notices.mail_unset', {}, ['mail'])] : []),
    ...(body.kind !== 'mail' && body.mail !== null ? [problem('notices.mail_unwanted', {}, ['mail'])] : []),
    ...needs.flatMap((name) => (secret[name] ? [] : [problem('notices.secret_missing', {}, ['secret', name])])),
    ...given
      .filter((name) => !allowed.includes(name) && !(body.kind === 'webhook' && name === 'signing'))
      .map((name) => problem('notices.secret_unwanted', {}, ['secret', name])),
    ...(secret.url !== undefined && !/^https?:\/\//i.test(secret.url)
      ? [problem('notices.not_https', {}, ['secret', 'url'])]
      : []),
    ...(body.kind === 'dingtalk' && secret.signing && !secret.signing.startsWith('SEC')
      ? [problem('notices.bad_signing', {}, ['secret', 'signing'])]
      : []),
  ]
  return problems.length > 0 ? fail(...(problems as [Problem, ...Problem[]])) : ok(body)
}

/** An address of mail as lists show it: enough to recognise it, not enough to use it. */
export function shortAddress(address: string): string {
  const [name = '', domain = ''] = address.split('@')
  return domain === '' ? address : `${name.slice(0, 2)}***@${domain}`
}
