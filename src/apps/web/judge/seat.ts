import type {
  BallotReceipt,
  JudgePage as Seat,
  MadeBallot,
  SealedBallot,
} from '../../../capabilities/contests/contract.ts'
import { ApiRefusal, offlineRefusal, refusalOf, requestLocale } from '../../../ui/request.ts'
import type { SecretLink } from './link.ts'

export type { Seat }

/** What became of a ballot that was sent. */
export type Receipt = BallotReceipt

/** How long an answer is waited for, in milliseconds; a line that is longer silent counts as none. */
const PATIENCE_MS = 12_000

/** Asks for the seat of a link. Rejects with an `ApiRefusal`; kind `unavailable` where there is no network. */
export async function askSeat(
  link: SecretLink,
  device: string,
): Promise<{ readonly seat: Seat; readonly askedAt: number }> {
  const askedAt = Date.now()
  const seat = (await ask(`${pathOf(link)}?device=${device}`)) as Seat
  return { seat, askedAt: (askedAt + Date.now()) / 2 }
}

/** Binds the seat to this device. */
export async function claimSeat(link: SecretLink, device: string): Promise<void> {
  await ask(`${pathOf(link)}/claim`, { device })
}

/** Sends a ballot as it was filled in. */
export async function castBallot(link: SecretLink, device: string, ballot: MadeBallot): Promise<Receipt> {
  return (await ask(`${pathOf(link)}/ballots`, { device, ballot })) as Receipt
}

/** Sends sealed ballots; each is answered for itself. */
export async function sendSealed(
  link: SecretLink,
  device: string,
  sealed: readonly SealedBallot[],
): Promise<readonly Receipt[]> {
  return ((await ask(`${pathOf(link)}/sealed`, { device, sealed })) as { readonly receipts: readonly Receipt[] })
    .receipts
}

const pathOf = ({ region, secret }: SecretLink): string => `/api/contests/seats/${region}/${secret}`

async function ask(url: string, body?: object): Promise<unknown> {
  const locale = requestLocale()
  const headers: Record<string, string> = { 'Accept-Language': locale }
  if (body) headers['Content-Type'] = 'application/json'
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers,
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).catch(() => {
    throw offlineRefusal(locale)
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw refusalOf(response.status, answer, locale)
  return answer
}

/** Whether a failure only means that the server cannot be reached just now. */
export function isOutage(failure: unknown): boolean {
  return !(failure instanceof ApiRefusal) || failure.kind === 'unavailable' || failure.kind === 'too_many'
}
