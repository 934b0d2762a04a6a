import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { keyOf, useOperation } from '../../../ui/api.ts'
import { type Desk, showDesk } from '../contract.ts'
import type { Contest } from './contest-frame.tsx'

/** What every part of the desk is given; the desk's ordinal goes with every act, so that two hosts do not cross each other. */
export interface DeskProps {
  readonly contest: Contest
  readonly desk: Desk
  readonly aheadMs: number
}

/** The host's desk, kept fresh by its own stream; `aheadMs` is how far the server's clock is ahead of this computer's. */
export function useDesk(contestId: string) {
  const client = useQueryClient()
  const query = useOperation(showDesk, { contestId })
  const [isLive, setLive] = useState(false)
  useEffect(() => {
    const source = new EventSource(`/api/contests/${contestId}/desk/live`)
    source.addEventListener('open', () => setLive(true))
    source.addEventListener('error', () => setLive(false))
    source.addEventListener('message', (message: MessageEvent<string>) => {
      const fresh = JSON.parse(message.data) as Omit<Desk, 'actions'>
      const key = keyOf(showDesk, { contestId })
      const before = client.getQueryData<Desk>(key)
      // The stream is the same for everybody: what this person may do is asked again where the state changed.
      if (!before || before.state !== fresh.state) void client.invalidateQueries({ queryKey: key })
      else if (fresh.ordinal >= before.ordinal) client.setQueryData<Desk>(key, { ...fresh, actions: before.actions })
    })
    return () => source.close()
  }, [client, contestId])
  const aheadMs = query.data ? Date.parse(query.data.serverNow) - query.dataUpdatedAt : 0
  return { query, isLive, aheadMs }
}

/** The server's time in milliseconds, kept going by the clock of this computer, several times a second while something runs. */
export function useServerTime(aheadMs: number, isRunning: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isRunning) return undefined
    const ticking = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(ticking)
  }, [isRunning])
  return now + aheadMs
}
