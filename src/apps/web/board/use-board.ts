import { useEffect, useState } from 'react'
import type { readBoard } from '../../../capabilities/contests/contract.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import { type ApiRefusal, refusalOf, requestLocale } from '../../../ui/request.ts'
import type { SecretLink } from '../judge/link.ts'

/** The board as its link shows it. */
export type ShownBoard = OutputOf<typeof readBoard>

/** What is known of the board. `aheadMs` is how far the server's clock is ahead of this screen's. */
export interface BoardState {
  readonly board: ShownBoard | undefined
  readonly refusal: ApiRefusal | undefined
  readonly isLive: boolean
  readonly aheadMs: number
}

const AGAIN_MS = 3_000

/** Follows the board of a link: the stream says every change; where it breaks, the board is read again until the stream is back. */
export function useBoard({ region, secret }: SecretLink): BoardState {
  const [state, setState] = useState<BoardState>({ board: undefined, refusal: undefined, isLive: false, aheadMs: 0 })
  useEffect(() => {
    const address = `/api/contests/boards/${region}/${secret}`
    let source: EventSource | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const show = (board: ShownBoard): void =>
      setState({ board, refusal: undefined, isLive: true, aheadMs: Date.parse(board.serverNow) - Date.now() })
    const follow = (): void => {
      source = new EventSource(`${address}/live`)
      source.addEventListener('message', (message: MessageEvent<string>) =>
        show(JSON.parse(message.data) as ShownBoard),
      )
      source.addEventListener('error', () => {
        setState((before) => ({ ...before, isLive: false }))
        source?.close()
        clearTimeout(again)
        again = setTimeout(() => void read(), AGAIN_MS)
      })
    }
    const read = async (): Promise<void> => {
      const locale = requestLocale()
      const headers = { 'Accept-Language': locale }
      const response = await fetch(address, { headers, credentials: 'omit', cache: 'no-store' }).catch(() => undefined)
      if (isOver) return
      const answer: unknown = await response?.json().catch(() => undefined)
      if (response?.ok) {
        show(answer as ShownBoard)
        follow()
        return
      }
      const refusal = response ? refusalOf(response.status, answer, locale) : undefined
      // A link that is closed stays closed; a server that does not answer comes back.
      const isGone = refusal && refusal.kind !== 'unavailable' && refusal.kind !== 'too_many'
      setState((before) => ({ ...before, isLive: false, ...(isGone ? { refusal, board: undefined } : {}) }))
      again = setTimeout(() => void read(), AGAIN_MS)
    }
    void read()
    return () => {
      isOver = true
      clearTimeout(again)
      source?.close()
    }
  }, [region, secret])
  return state
}

/** The time of the server, kept going by the clock of this screen, several times a second while something runs. */
export function useServerTime(aheadMs: number, isRunning: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isRunning) return undefined
    const ticking = setInterval(() => setNow(Date.now()), 200)
    return () => clearInterval(ticking)
  }, [isRunning])
  return now + aheadMs
}
