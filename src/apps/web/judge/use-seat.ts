import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { MadeBallot } from '../../../capabilities/contests/contract.ts'
import { canSeal, sealText } from '../../../kernel/seal.ts'
import { ApiRefusal } from '../../../ui/request.ts'
import { contentOf, type Draft, keepingOf, type OnBallot } from './ballot.ts'
import { type Keep, type KeptBallot, openKeep, slotOf } from './keep.ts'
import type { SecretLink } from './link.ts'
import { askSeat, castBallot, claimSeat, isOutage, type Receipt, type Seat, sendSealed } from './seat.ts'

/** How often the server is asked while the page is looked at, and how often waiting ballots are sent again, in milliseconds. */
const LOOK_MS = 3_000
const AGAIN_MS = 4_000

/** All that the page of a seat knows. `aheadMs` is how far the server's clock is ahead of this device's. */
export interface SeatState {
  readonly isOpening: boolean
  readonly seat: Seat | undefined
  readonly refusal: ApiRefusal | undefined
  readonly isOnline: boolean
  readonly isLasting: boolean
  readonly aheadMs: number
  readonly ballots: readonly KeptBallot[]
  readonly drafts: Readonly<Record<string, Draft>>
  readonly trouble: 'not_kept' | 'twice' | undefined
  /** Binds the seat to this device; `false` where that was refused or nobody answered. */
  readonly claim: () => Promise<boolean>
  readonly write: (about: string, draft: Draft) => void
  readonly handIn: (about: string, entrants: readonly OnBallot[], draft: Draft) => Promise<void>
}

/** The seat of a link: from this device at once, from the server as soon as it answers; ballots handed in leave as soon as they can. */
export function useSeat(link: SecretLink): SeatState {
  const name = `${link.region}/${link.secret}`
  const device = useMemo(() => deviceName(), [])
  const keep = useRef<Promise<Keep>>(undefined)
  const opened = useCallback(() => (keep.current ??= openKeep()), [])
  const [state, setState] = useState<Omit<SeatState, 'claim' | 'write' | 'handIn'>>({
    isOpening: true,
    seat: undefined,
    refusal: undefined,
    isOnline: true,
    isLasting: true,
    aheadMs: 0,
    ballots: [],
    drafts: {},
    trouble: undefined,
  })
  const patch = useCallback((change: Partial<SeatState>) => setState((before) => ({ ...before, ...change })), [])

  const look = useCallback(async () => {
    try {
      const { seat, askedAt } = await askSeat(link, device)
      const store = await opened()
      await store.writeSeat(name, seat).catch(() => undefined)
      await freeVoided(store, name, seat)
      const ballots = await store.ballots(name)
      patch({
        seat,
        ballots,
        isOnline: true,
        refusal: undefined,
        aheadMs: Date.parse(seat.serverNow) - askedAt,
        isOpening: false,
      })
    } catch (failure) {
      if (isOutage(failure)) patch({ isOnline: false, isOpening: false })
      else patch({ refusal: failure as ApiRefusal, isOnline: true, isOpening: false })
    }
  }, [link, device, name, opened, patch])

  const isSending = useRef(false)
  const send = useCallback(async () => {
    const store = await opened()
    const waiting = (await store.ballots(name)).filter((each) => each.state === 'waiting')
    if (waiting.length === 0 || isSending.current) return
    isSending.current = true
    try {
      for (const settled of await sendWaiting(link, device, waiting)) await store.settle(settled)
    } catch (failure) {
      if (isOutage(failure)) patch({ isOnline: false })
      else patch({ refusal: failure as ApiRefusal })
    } finally {
      isSending.current = false
      patch({ ballots: await store.ballots(name) })
    }
  }, [link, device, name, opened, patch])

  useEffect(() => {
    void opened().then(async (store) => {
      const [seat, drafts, ballots] = await Promise.all([
        store.readSeat(name),
        store.readDrafts(name),
        store.ballots(name),
      ])
      setState((before) => ({
        ...before,
        isLasting: store.isLasting,
        drafts: { ...drafts, ...before.drafts },
        ballots,
        ...(before.seat || !seat ? {} : { seat }),
      }))
      await look()
      await send()
    })
    // The stream says that something happened; it is asked again besides, in case the line died without a word.
    const source = new EventSource(`/api/contests/seats/${name}/live`)
    source.addEventListener('message', () => void look())
    const looking = setInterval(() => document.visibilityState === 'visible' && void look(), LOOK_MS)
    const sending = setInterval(() => void send(), AGAIN_MS)
    const again = (): void => void look().then(send)
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      source.close()
      clearInterval(looking)
      clearInterval(sending)
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [name, opened, look, send])

  const write = useCallback(
    (about: string, draft: Draft) => {
      setState((before) => ({ ...before, drafts: { ...before.drafts, [about]: draft } }))
      void opened().then((store) => store.writeDraft(name, about, draft).catch(() => undefined))
    },
    [name, opened],
  )

  const { seat, aheadMs } = state
  const handIn = useCallback(
    async (about: string, entrants: readonly OnBallot[], draft: Draft) => {
      if (!seat) return
      const made: MadeBallot = {
        id: randomId(),
        about,
        content: contentOf(seat.ballot, entrants, draft),
        madeAt: new Date(Date.now() + aheadMs).toISOString(),
      }
      const store = await opened()
      const kept = await keptOf(name, seat, made)
      const isNew = await store.handIn(kept).catch(() => undefined)
      if (!isNew) return patch({ trouble: isNew === undefined ? 'not_kept' : 'twice' })
      setState((before) => {
        const { [about]: _gone, ...drafts } = before.drafts
        return { ...before, drafts, ballots: [...before.ballots, kept], trouble: undefined }
      })
      // Sent open over the encrypted line while there is one; the sealed letter is what is left where it breaks.
      const receipt = await castBallot(link, device, made).catch(() => undefined)
      if (receipt) await store.settle(settledBy(kept, receipt))
      patch({ ballots: await store.ballots(name) })
      await look()
    },
    [seat, aheadMs, name, link, device, opened, patch, look],
  )
  const claim = useCallback(async () => {
    try {
      await claimSeat(link, device)
      return true
    } catch (failure) {
      if (isOutage(failure)) patch({ isOnline: false })
      else patch({ refusal: failure as ApiRefusal })
      return false
    }
  }, [link, device, patch])
  return { ...state, claim, write, handIn }
}

/** A ballot as it is kept: sealed for the contest where the browser can, and then nobody can read it here any more. */
async function keptOf(name: string, seat: Seat, made: MadeBallot): Promise<KeptBallot> {
  const { id, about, madeAt } = made
  const kept = { slot: slotOf(name, about), seat: name, about, id, madeAt, state: 'waiting' } as const
  if (keepingOf(canSeal(), seat.sealingKey) !== 'sealed') return { ...kept, open: made.content }
  return { ...kept, sealed: { id, ...(await sealText(seat.sealingKey, JSON.stringify(made), id)) } }
}

async function sendWaiting(
  link: SecretLink,
  device: string,
  waiting: readonly KeptBallot[],
): Promise<readonly KeptBallot[]> {
  const sealed = waiting.flatMap((each) => each.sealed ?? [])
  const receipts = sealed.length > 0 ? [...(await sendSealed(link, device, sealed))] : []
  for (const { id, about, madeAt, open } of waiting)
    if (open) receipts.push(await castBallot(link, device, { id, about, madeAt, content: open }))
  return waiting.flatMap((each) => {
    const receipt = receipts.find(({ id }) => id === each.id)
    return receipt ? [settledBy(each, receipt)] : []
  })
}

/** A ballot the server has answered for: the letter itself is not needed any more, unless the server refused it. */
function settledBy(ballot: KeptBallot, { outcome, code }: Receipt): KeptBallot {
  const { sealed, open, ...rest } = ballot
  if (outcome !== 'refused') return { ...rest, state: 'taken' }
  return {
    ...rest,
    state: 'refused',
    ...(sealed ? { sealed } : {}),
    ...(open ? { open } : {}),
    ...(code ? { message: code } : {}),
  }
}

/** A ballot that was voided in the count no longer stands in the way of another one. */
async function freeVoided(store: Keep, name: string, seat: Seat): Promise<void> {
  const voided = new Set(seat.received.filter(({ isVoid }) => isVoid).map(({ id }) => id))
  const kept = voided.size > 0 ? await store.ballots(name) : []
  for (const ballot of kept) if (voided.has(ballot.id)) await store.release(ballot)
}

/** A random UUID (RFC 9562, version 4), which tells nothing of time; `crypto.randomUUID` is missing on pages of plain HTTP. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte, at) => {
    const marked = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte
    return marked.toString(16).padStart(2, '0')
  }).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const DEVICE = 'clarion.device'

/** The random name of this device, made once; where the browser keeps nothing it lasts as long as the page. */
function deviceName(): string {
  const fresh = randomId()
  try {
    const known = localStorage.getItem(DEVICE)
    if (!known) localStorage.setItem(DEVICE, fresh)
    return known ?? fresh
  } catch {
    return fresh
  }
}
