import { describe, expect, it } from 'vitest'
import { liveEventOf, stalePrefixes } from './live.ts'

describe('what happened, heard live', () => {
  it('makes its own capability and the overview stale, and no neighbour of a like name', () => {
    expect(stalePrefixes('targets.actual_entered')).toEqual(['targets.', 'overview.'])
    expect('targets_archive.list'.startsWith(stalePrefixes('targets.actual_entered')[0] ?? '')).toBe(false)
  })

  it('hears announcements and nothing else', () => {
    expect(liveEventOf('{"id":"1","topic":"targets.revised","at":"2026-03-01T00:00:00Z"}')?.topic).toBe(
      'targets.revised',
    )
    for (const noise of ['', 'null', '[]', '{"topic":7}', '{broken']) expect(liveEventOf(noise), noise).toBeUndefined()
  })
})
