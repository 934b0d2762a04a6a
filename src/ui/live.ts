import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { LiveEvent } from '../kernel/live.ts'
import { invalidateAnswers, invalidatePrefixes } from './api.ts'

/** How often screens are refreshed while the live stream is down, in milliseconds. */
const POLL_MS = 5_000
const GATHER_MS = 250

/** Reads the data of one server-sent event; `undefined` for anything that is not an announcement (a heartbeat). */
export function liveEventOf(data: string): LiveEvent | undefined {
  try {
    const event = JSON.parse(data) as Partial<LiveEvent> | null
    return typeof event?.topic === 'string' ? (event as LiveEvent) : undefined
  } catch {
    return undefined
  }
}

/** The prefixes of operation ids that an announcement makes stale: its own capability's, and the overview, which shows them all. */
export function stalePrefixes(topic: string): readonly string[] {
  const capability = topic.split('.', 1)[0] ?? ''
  return capability === '' ? [] : [`${capability}.`, 'overview.']
}

type Liveness = 'live' | 'polling'
let liveness: Liveness = 'polling'
const watchers = new Set<() => void>()

function become(next: Liveness): void {
  if (liveness === next) return
  liveness = next
  for (const watcher of watchers) watcher()
}

/** Whether screens are fed by the live stream or, while it is down, by asking every five seconds. */
export function useLiveness(): Liveness {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => liveness,
  )
}

/**
 * Keeps the answers on screen fresh while it is mounted: announcements make their capability's answers stale (gathered for a quarter of
 * a second); while the stream is down everything on screen is asked again every five seconds, if the page is visible.
 */
export function useLiveUpdates(enabled: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!enabled) return undefined
    const gathered = new Set<string>()
    let gathering: ReturnType<typeof setTimeout> | undefined
    const stream = openStream(
      () => void invalidateAnswers(client),
      (event) => {
        for (const prefix of stalePrefixes(event.topic)) gathered.add(prefix)
        gathering ??= setTimeout(() => {
          gathering = undefined
          const prefixes = [...gathered]
          gathered.clear()
          void invalidatePrefixes(client, prefixes)
        }, GATHER_MS)
      },
    )
    const polling = setInterval(() => {
      if (liveness === 'polling' && document.visibilityState === 'visible') void invalidateAnswers(client)
    }, POLL_MS)
    return () => {
      stream.close()
      clearTimeout(gathering)
      clearInterval(polling)
      become('polling')
    }
  }, [client, enabled])
}

/**
 * The browser reopens a stream that broke by itself, but gives up for good on a bad status: then we open another. What was announced in
 * between is lost, so a reopened stream makes everything stale once.
 */
function openStream(onReopened: () => void, onEvent: (event: LiveEvent) => void): { close: () => void } {
  let source: EventSource
  let wasOpen = false
  let reopening: ReturnType<typeof setTimeout> | undefined
  const open = (): void => {
    source = new EventSource('/api/live')
    source.addEventListener('open', () => {
      become('live')
      if (wasOpen) onReopened()
      wasOpen = true
    })
    source.addEventListener('message', (message: MessageEvent<string>) => {
      const event = liveEventOf(message.data)
      if (event) onEvent(event)
    })
    source.addEventListener('error', () => {
      become('polling')
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, POLL_MS)
    })
  }
  open()
  return {
    close: () => {
      clearTimeout(reopening)
      source.close()
    },
  }
}
