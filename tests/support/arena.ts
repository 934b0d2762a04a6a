import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import * as contract from '../../src/capabilities/contests/contract.ts'
import type { OperationSpec, OutputOf, SentOf } from '../../src/kernel/operation.ts'

/** How a test runs an operation: in a house of its own or against a server, as the desk, as the supervisor, or as nobody. */
export type Run = <S extends OperationSpec>(
  as: 'desk' | 'supervisor' | 'nobody',
  spec: S,
  input: SentOf<S>,
) => Promise<OutputOf<S>>

/** A judge with the device in hand. */
export interface TestJudge {
  readonly seatId: string
  readonly number: number
  readonly secret: string
  readonly device: string
}

/** A contest that runs. */
export interface TestContest {
  readonly id: string
  readonly judges: readonly TestJudge[]
  readonly entrants: readonly string[]
}

/** Rules of an arena of so many: two criteria of 100 points together, two classes, nothing trimmed, the score one behind. */
export function arenaBody(
  entrants: number,
  more: Partial<z.input<typeof contract.ContestBody>> = {},
): z.input<typeof contract.ContestBody> {
  return {
    groups: [{ key: 'all', name: '示例组' }],
    entrants: Array.from({ length: entrants }, (_, at) => ({
      key: `e${at + 1}`,
      name: `示例镇${at + 1}`,
      groupKey: 'all',
    })),
    ballot: {
      kind: 'score',
      criteria: [
        { key: 'progress', name: '形象进度', max: '60', points: '60' },
        { key: 'effort', name: '工作措施', max: '40', points: '40' },
      ],
    },
    classes: [
      { key: 'leaders', name: '县级领导', weight: '0.6', isLeaders: true },
      { key: 'members', name: '部门', weight: '0.4' },
    ],
    parts: [{ key: 'stage', name: '现场评分', share: '1', source: { kind: 'ballots' } }],
    tieLadder: ['unrounded'],
    ...more,
  }
}

/** Makes a contest, freezes its rules, seats its judges (every third one a leader) and starts it. */
export async function startContest(
  run: Run,
  {
    body,
    judges,
    conflicts = {},
  }: {
    readonly body: z.input<typeof contract.ContestBody>
    readonly judges: number
    /** Entrants the judge of a number declared. */
    readonly conflicts?: Readonly<Record<number, string[]>>
  },
): Promise<TestContest> {
  const head = {
    kind: 'arena' as const,
    name: `示例擂台${randomUUID().slice(0, 8)}`,
    heldOn: '2026-03-16',
    period: '2026-Q1',
  }
  const { id } = await run('desk', contract.createContest, { head, body })
  const draft = await run('desk', contract.showContest, { contestId: id })
  const { version } = await run('desk', contract.freezeContest, { contestId: id, expectedVersion: draft.version })
  const seats = Array.from({ length: judges }, (_, at) => ({
    number: at + 1,
    classKey: at % 3 === 0 ? 'leaders' : 'members',
    label: `示例评委${at + 1}`,
    conflicts: conflicts[at + 1] ?? [],
  }))
  await run('desk', contract.saveSeats, { contestId: id, seats })
  const { items } = await run('desk', contract.issueSeatLinks, { contestId: id })
  await run('desk', contract.startContest, { contestId: id, expectedVersion: version })
  return {
    id,
    entrants: (draft.body.entrants ?? []).map(({ key }) => key),
    judges: items.map(({ seatId, number, path }) => ({
      seatId,
      number,
      secret: path.split('/').at(-1) ?? '',
      device: `device-${randomUUID()}`.slice(0, 40),
    })),
  }
}

/** A ballot by marks about one entrant. */
export function scoreBallot(about: string, progress: string, effort: string, madeAt: Date): contract.MadeBallot {
  return {
    id: randomUUID(),
    about,
    madeAt: madeAt.toISOString(),
    content: { kind: 'score', marks: { [about]: { progress, effort } }, difficulty: {} },
  }
}
