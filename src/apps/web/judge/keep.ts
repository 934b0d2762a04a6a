import type { BallotContent, SealedBallot } from '../../../capabilities/contests/contract.ts'
import type { Draft } from './ballot.ts'
import type { Seat } from './seat.ts'

/**
 * A ballot that was handed in on this device. It cannot be changed any more: there is one for a seat and what it is about, and once it is
 * taken by the server even the sealed letter is gone from here. `open` is only there where the browser could not seal.
 */
export interface KeptBallot {
  readonly slot: string
  readonly seat: string
  readonly about: string
  readonly id: string
  readonly madeAt: string
  readonly state: 'waiting' | 'taken' | 'refused'
  readonly sealed?: SealedBallot
  readonly open?: BallotContent
  readonly message?: string
}

/** What the page keeps on this device. `isLasting` is false where the browser keeps nothing: then everything is gone with the page. */
export interface Keep {
  readonly isLasting: boolean
  readonly readSeat: (seat: string) => Promise<Seat | undefined>
  readonly writeSeat: (seat: string, answer: Seat) => Promise<void>
  readonly readDrafts: (seat: string) => Promise<Readonly<Record<string, Draft>>>
  readonly writeDraft: (seat: string, about: string, draft: Draft) => Promise<void>
  readonly ballots: (seat: string) => Promise<readonly KeptBallot[]>
  /** Keeps a new ballot and drops its draft, both or neither; `false` where one was handed in before, in another tab perhaps. */
  readonly handIn: (ballot: KeptBallot) => Promise<boolean>
  readonly settle: (ballot: KeptBallot) => Promise<void>
  /** Lets go of a ballot that does not count any more, so that another may be handed in. */
  readonly release: (ballot: KeptBallot) => Promise<void>
}

const NAME = 'clarion-judge'
const STORES = ['seats', 'drafts', 'ballots'] as const
type Store = (typeof STORES)[number]

/** Under which name something about a seat is kept. */
export function slotOf(seat: string, about: string): string {
  return `${seat} ${about}`
}

/** Opens the device's own store; where the browser has none or refuses it, one that lasts as long as the page. */
export async function openKeep(): Promise<Keep> {
  const database = await openDatabase().catch(() => undefined)
  return database ? lastingKeep(database) : passingKeep()
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1)
    opening.addEventListener('upgradeneeded', () => {
      for (const name of STORES) opening.result.createObjectStore(name)
    })
    opening.addEventListener('success', () => resolve(opening.result))
    opening.addEventListener('error', () => reject(opening.error ?? new Error('the store did not open')))
    opening.addEventListener('blocked', () => reject(new Error('the store is held by an older page')))
  })
}

function lastingKeep(database: IDBDatabase): Keep {
  const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('the store did not answer')))
    })
  const read = <T>(store: Store, key: string) =>
    answerOf(database.transaction(store).objectStore(store).get(key) as IDBRequest<T | undefined>)
  const listUnder = <T>(store: Store, seat: string) => {
    const range = IDBKeyRange.bound(slotOf(seat, ''), slotOf(seat, '\uffff'))
    return answerOf(database.transaction(store).objectStore(store).getAll(range) as IDBRequest<T[]>)
  }
  const write = (store: Store, key: string, value: unknown): Promise<void> =>
    done(database.transaction(store, 'readwrite', { durability: 'strict' }), (change) => {
      change.objectStore(store).put(value, key)
    })
  return {
    isLasting: true,
    // What an older page kept does not tell all the rules: it is asked for anew.
    readSeat: async (seat) => {
      const kept = await read<Seat>('seats', seat)
      return kept && 'classes' in kept ? kept : undefined
    },
    writeSeat: (seat, answer) => write('seats', seat, answer),
    readDrafts: async (seat) =>
      Object.fromEntries(
        (await listUnder<{ about: string; draft: Draft }>('drafts', seat)).map(({ about, draft }) => [about, draft]),
      ),
    writeDraft: (seat, about, draft) => write('drafts', slotOf(seat, about), { about, draft }),
    ballots: (seat) => listUnder<KeptBallot>('ballots', seat),
    handIn: (ballot) =>
      done(database.transaction(['ballots', 'drafts'], 'readwrite', { durability: 'strict' }), (change) => {
        change.objectStore('ballots').add(ballot, ballot.slot)
        change.objectStore('drafts').delete(ballot.slot)
      }).then(
        () => true,
        (error: unknown) => {
          if (error instanceof DOMException && error.name === 'ConstraintError') return false
          throw error
        },
      ),
    settle: (ballot) => write('ballots', ballot.slot, ballot),
    release: ({ slot }) =>
      done(database.transaction('ballots', 'readwrite'), (change) => {
        change.objectStore('ballots').delete(slot)
      }),
  }
}

/** Runs a change to its end on the disk; rejects where any part of it failed, and then nothing of it happened. */
function done(change: IDBTransaction, work: (change: IDBTransaction) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    change.addEventListener('complete', () => resolve())
    change.addEventListener('abort', () => reject(change.error ?? new Error('the store did not keep it')))
    work(change)
  })
}

function passingKeep(): Keep {
  const seats = new Map<string, Seat>()
  const drafts = new Map<string, Map<string, Draft>>()
  const ballots = new Map<string, KeptBallot>()
  const draftsOf = (seat: string) => drafts.get(seat) ?? new Map<string, Draft>()
  return {
    isLasting: false,
    readSeat: async (seat) => seats.get(seat),
    writeSeat: async (seat, answer) => void seats.set(seat, answer),
    readDrafts: async (seat) => Object.fromEntries(draftsOf(seat)),
    writeDraft: async (seat, about, draft) => void drafts.set(seat, draftsOf(seat).set(about, draft)),
    ballots: async (seat) => [...ballots.values()].filter((each) => each.seat === seat),
    handIn: async (ballot) => {
      if (ballots.has(ballot.slot)) return false
      ballots.set(ballot.slot, ballot)
      draftsOf(ballot.seat).delete(ballot.about)
      return true
    },
    settle: async (ballot) => void ballots.set(ballot.slot, ballot),
    release: async ({ slot }) => void ballots.delete(slot),
  }
}
