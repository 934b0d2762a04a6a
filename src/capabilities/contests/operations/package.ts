import { randomOrder } from '../../../platform/random-order.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { newId } from '../../../kernel/ids.ts'
import { sm3Of } from '../../../platform/digest.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { isSignedBy, newSigningKeys, signText } from '../../../platform/signing.ts'
import type { ContestEvent, TallyResult } from '../contract.ts'
import { canonicalJson } from '../rules/canonical.ts'
import { PACKAGE_FORMAT, PACKAGE_VERSION, PackageContent } from '../rules/package.ts'
import { tally } from '../rules/tally.ts'
import type { TallyInput } from '../rules/votes.ts'
import { type ContestRow, listEvents } from '../store/contests.ts'
import { type CountRow, findSigningKeys, insertSigningKeys } from '../store/counts.ts'
import { listSeats } from '../store/seats.ts'
import { readTallyInput } from './tally-input.ts'

/** Counts a contest and packs everything the count was made of; voters become numbers. */
export async function packContest(ctx: OperationContext, row: ContestRow, ordinal: number): Promise<PackageContent> {
  const events = await listEvents(ctx, row.id)
  const input = withNames(await readTallyInput(ctx, row), await votersOf(ctx, row))
  const drawn = events.findLast((event) => event.kind === 'drawn')
  return PackageContent.parse({
    format: PACKAGE_FORMAT,
    version: PACKAGE_VERSION,
    region: ctx.scope.region,
    contest: {
      id: row.id,
      kind: row.kind,
      name: row.name,
      heldOn: row.held_on,
      period: row.period,
      place: row.place,
      isRehearsal: row.is_rehearsal,
    },
    rulesHash: row.rules_hash ?? '',
    draw: drawn?.kind === 'drawn' ? drawn.data : null,
    ...input,
    events: events.map(toldEvent),
    ordinal,
    countedAt: ctx.now.toISOString(),
    result: tally(input),
  })
}

/** What voters are called in the package, by seat: numbers drawn anew for every count, so that a seat's number tells nothing. */
async function votersOf(ctx: OperationContext, row: ContestRow): Promise<ReadonlyMap<string, string>> {
  const seats = await listSeats(ctx, row.id)
  return new Map(randomOrder(seats).map(({ id }, at) => [id, `v${at + 1}`]))
}

/** A count's input with its voters renamed, everything in an order that tells nothing. */
function withNames(input: TallyInput, names: ReadonlyMap<string, string>): TallyInput {
  const nameOf = (seat: string) => names.get(seat) ?? seat
  const byText = (one: string, other: string) => (one < other ? -1 : 1)
  return {
    ...input,
    voters: input.voters
      .map((each) => ({ ...each, voter: nameOf(each.voter) }))
      .toSorted((one, other) => byText(one.voter, other.voter)),
    ballots: input.ballots
      .map((each) => ({ ...each, voter: nameOf(each.voter) }))
      .toSorted((one, other) => byText(one.id, other.id)),
  }
}

function toldEvent({ ordinal, kind, at, data }: ContestEvent) {
  return { ordinal, kind, at, data: { ...data } }
}

/** Digest, signature and public key of a package's text. */
export interface Seal {
  readonly digest: string
  readonly publicKey: string
  readonly signature: string
}

const ownerOfKey = (region: string) => `contest signing ${region}`

/**
 * Signs a package with the tenant's key, which is made when it is first needed. Refuses `unavailable` in a house that can keep no secret, or
 * cannot open the one it kept.
 */
export async function sealPackage(ctx: OperationContext, text: string): Promise<Seal> {
  const { vault, scope } = ctx
  if (!vault) return refuse('unavailable', problem('contests.no_vault'))
  const kept = await findSigningKeys(ctx)
  const opened = kept && vault.open(kept.private_key, ownerOfKey(scope.region))
  if (kept && opened) return { digest: sm3Of(text), publicKey: kept.public_key, signature: signText(opened, text) }
  const { publicKey, privateKey } = newSigningKeys()
  await insertSigningKeys(ctx, {
    id: newId(ctx.now),
    publicKey,
    privateKey: vault.seal(privateKey, ownerOfKey(scope.region)),
  })
  return { digest: sm3Of(text), publicKey, signature: signText(privateKey, text) }
}

/** The text of a package, which is hashed and signed. */
export function packageText(content: PackageContent): string {
  return canonicalJson(content)
}

/** What a kept count holds. */
export function contentOf({ package: text }: Pick<CountRow, 'package'>): PackageContent {
  return PackageContent.parse(JSON.parse(text))
}

/** The result a kept count gave. */
export function resultOf(count: Pick<CountRow, 'package'>): TallyResult {
  return contentOf(count).result
}

/** Whether a kept package still carries the digest and the signature it was given. */
export function isGenuine({ package: text, digest, public_key, signature }: CountRow): boolean {
  return sm3Of(text) === digest && isSignedBy(public_key, text, signature)
}

/** The package as a file: its content with digest and signature beside it. */
export function packageFile({ package: text, digest, public_key, signature }: CountRow): string {
  const seal = {
    digest: { algorithm: 'SM3', value: digest },
    signature: { algorithm: 'Ed25519', publicKey: public_key, value: signature },
  }
  return `{"content":${text},"seal":${canonicalJson(seal)}}\n`
}
