import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepSamplePassword, samplePassword } from './sample-password.ts'

describe('the password of the sample people', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'clarion-sample-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('is the well-known one where only this machine can reach the server, and stays it', () => {
    const first = samplePassword(folder, '127.0.0.1')
    expect(first).toEqual({ password: 'shili-2026', isRenewed: false })
    expect(samplePassword(folder, 'localhost')).toEqual(first)
  })

  it('is random where others can reach the server, and stays the same', () => {
    const first = samplePassword(folder, '0.0.0.0')
    expect(first.password).not.toBe('shili-2026')
    expect(first.isRenewed).toBe(false)
    expect(samplePassword(folder, '0.0.0.0')).toEqual(first)
  })

  it('is renewed when a folder made on this machine is served to others, until the people have it', () => {
    samplePassword(folder, '127.0.0.1')
    const renewed = samplePassword(folder, '0.0.0.0')
    expect(renewed.isRenewed).toBe(true)
    expect(renewed.password).not.toBe('shili-2026')
    expect(samplePassword(folder, '0.0.0.0').isRenewed).toBe(true)
    keepSamplePassword(folder, renewed.password)
    expect(samplePassword(folder, '0.0.0.0')).toEqual({ password: renewed.password, isRenewed: false })
  })
})
