import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { anyContest } from '../../../../tests/support/any-contest.ts'
import { sm3Of } from '../../../platform/digest.ts'
import { fingerprintOf, newSigningKeys, signText } from '../../../platform/signing.ts'
import type { CountedPlace } from '../contract.ts'
import { checkBallot } from './ballots.ts'
import { canonicalJson } from './canonical.ts'
import { problemsOfBody } from './check-body.ts'
import { orderOf } from './draw.ts'
import { PACKAGE_FORMAT, PACKAGE_VERSION, PackageContent } from './package.ts'
import { scoreOf, tally } from './tally.ts'
import type { TallyInput } from './votes.ts'

const SCRIPT = resolve(import.meta.dirname, '../../../../bin/recount.mjs')
const keys = newSigningKeys()
const folder = mkdtempSync(join(tmpdir(), 'clarion-recount-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What was counted, as the package the product would make of it. */
function packed(input: TallyInput): PackageContent {
  const seed = 'ab'.repeat(16)
  return PackageContent.parse({
    format: PACKAGE_FORMAT,
    version: PACKAGE_VERSION,
    region: '370786',
    contest: {
      id: '00000000-0000-7000-8000-000000000001',
      kind: 'arena',
      name: '示例擂台',
      heldOn: '2026-03-20',
      period: '2026-Q1',
      place: '',
      isRehearsal: false,
    },
    rulesHash: sm3Of(canonicalJson(input.body)),
    draw: { commitment: sm3Of(seed), seed, publicWord: '山高', order: orderOf(input.body, seed, '山高') },
    ...input,
    events: [],
    ordinal: 1,
    countedAt: '2026-03-20T09:00:00.000Z',
    result: tally(input),
  })
}

/** The package as a file, signed as it stands. */
function sealed(content: PackageContent) {
  const text = canonicalJson(content)
  const seal = {
    digest: { algorithm: 'SM3', value: sm3Of(text) },
    signature: { algorithm: 'Ed25519', publicKey: keys.publicKey, value: signText(keys.privateKey, text) },
  }
  return { content, seal }
}

/** Runs the stand-alone script once on some files. */
function run(files: readonly unknown[], ...more: readonly string[]) {
  const paths = files.map((file, at) => {
    const path = join(folder, `package-${at}.json`)
    writeFileSync(path, JSON.stringify(file))
    return path
  })
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...paths, ...more], { encoding: 'utf8' })
  return { status, text: stdout + stderr }
}

const placesOf = (input: TallyInput) => tally(input).groups.flatMap(({ places }) => places)

describe('the count', () => {
  it('agrees with a program that shares no line with it, to the last digit', () => {
    const inputs = fc.sample(anyContest, 150)
    const { status, text } = run(
      inputs.map((input) => sealed(packed(input))),
      '--key',
      fingerprintOf(keys.publicKey),
    )
    expect(text.split('\n').filter((line) => line.startsWith('✗'))).toEqual([])
    expect(text.split('复核一致').length - 1).toBe(inputs.length)
    expect(status).toBe(0)
  })

  it('is made of sound rules and sound ballots, whatever was drawn', () => {
    fc.assert(
      fc.property(anyContest, ({ body, voters, ballots }) => {
        expect(problemsOfBody(body)).toEqual([])
        for (const { voter, about, content } of ballots) {
          const { excluded = [] } = voters.find((each) => each.voter === voter) ?? {}
          expect(checkBallot(body, about, excluded, content)).toEqual({ ok: true, value: content })
        }
      }),
    )
  })

  it('does not depend on the order of ballots and voters', () => {
    fc.assert(
      fc.property(anyContest, fc.infiniteStream(fc.nat()), (input, draws) => {
        const shuffled = <T>(items: readonly T[]) =>
          items
            .map((item) => ({ item, at: draws.next().value }))
            .toSorted((one, other) => one.at - other.at)
            .map(({ item }) => item)
        const other = { ...input, ballots: shuffled(input.ballots), voters: shuffled(input.voters) }
        expect(tally(other)).toEqual(tally(input))
      }),
    )
  })

  it('ranks by the printed score and leaves the places behind equals empty', () => {
    fc.assert(
      fc.property(anyContest, (input) => {
        for (const { places } of tally(input).groups) {
          const ranked = places.filter((place): place is CountedPlace & { rank: number } => place.rank !== null)
          for (const [at, place] of ranked.entries()) {
            const before = ranked[at - 1]
            expect(place.rank === at + 1 || (before?.rank === place.rank && before.isJoint && place.isJoint)).toBe(true)
            if (before) expect(Number(before.score)).toBeGreaterThanOrEqual(Number(place.score))
            if (before && before.rank !== place.rank && before.score === place.score)
              expect(place.tieStep).not.toBeNull()
          }
        }
      }),
    )
  })

  it('gives an entrant before the count the score it has in it', () => {
    fc.assert(
      fc.property(anyContest, (input) => {
        for (const { entrantKey, score, received, expected, excluded } of placesOf(input))
          expect(scoreOf(input, entrantKey)).toEqual({ score, received, expected, excluded })
      }),
    )
  })

  it('counts nothing of a voided ballot', () => {
    fc.assert(
      fc.property(anyContest, (input) => {
        const voided = new Set(input.voids.map(({ ballotId }) => ballotId))
        const without = { ...input, ballots: input.ballots.filter(({ id }) => !voided.has(id)), voids: [] }
        expect(tally(input).groups).toEqual(tally(without).groups)
      }),
    )
  })
})

describe('the stand-alone script', () => {
  it('notices a changed mark, whoever signed it anew', () => {
    const changed = fc
      .sample(
        anyContest.filter(({ body }) => body.ballot.kind === 'score'),
        { numRuns: 30, seed: 11 },
      )
      .flatMap((input) => {
        const content = packed(input)
        const shown = JSON.stringify(content.result.groups)
        const voided = new Set(input.voids.map(({ ballotId }) => ballotId))
        const target = content.ballots.find(({ id }) => !voided.has(id))
        if (target?.content.kind === 'score')
          for (const marks of Object.values(target.content.marks)) marks['progress'] = '0'
        const scores = (groups: typeof content.result.groups) =>
          groups.map(({ places }) => places.map(({ entrantKey, score }) => [entrantKey, score]))
        const isSeen = JSON.stringify(scores(JSON.parse(shown))) !== JSON.stringify(scores(tally(content).groups))
        return isSeen ? [sealed(content)] : []
      })
    expect(changed.length).toBeGreaterThan(5)
    const { status, text } = run(changed)
    expect(status).toBe(1)
    expect(text).not.toContain('复核一致')
  })

  it('refuses a package that was changed after it was signed, rules that are not those frozen, and another key', () => {
    const [input] = fc.sample(anyContest, { numRuns: 1, seed: 7 })
    if (!input) throw new Error('nothing drawn')
    const content = packed(input)
    const { seal } = sealed(content)
    const later = { ...content, countedAt: '2026-03-21T09:00:00.000Z' }
    const otherRules = sealed({ ...content, rulesHash: 'f'.repeat(64) })
    const { text, status } = run([{ content: later, seal }, otherRules])
    expect(status).toBe(1)
    expect(text).toContain('摘要与内容不符')
    expect(text).toContain('签名与内容不符')
    expect(text).toContain('规则与冻结时的摘要不符')
    expect(run([sealed(content)], '--key', 'f'.repeat(64)).status).toBe(1)
    expect(run([{ nothing: true }]).status).toBe(2)
  })

  it('notices a vote in spite of a conflict and a second vote on the same', () => {
    const [input] = fc.sample(
      anyContest.filter(({ ballots, voids }) => ballots.length > 1 && voids.length === 0),
      { numRuns: 1, seed: 3 },
    )
    const first = input?.ballots[0]
    if (!input || !first) throw new Error('nothing drawn')
    const twice = { ...input, ballots: [...input.ballots, { ...first, id: '00000000-0000-4000-8000-000000000000' }] }
    const conflicted = input.voters.map((each) =>
      each.voter === first.voter ? { ...each, excluded: input.body.entrants.map(({ key }) => key) } : each,
    )
    const { text } = run([sealed(packed(twice)), sealed(packed({ ...input, voters: conflicted }))])
    expect(text).toContain('重复投票')
    expect(text).toContain('应当回避')
  })
})
