import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { lockDataFolder } from './data-lock.ts'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

function folderWith(lock?: string): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'clarion-lock-'))
  folders.push(folder)
  const file = join(folder, 'clarion.lock')
  if (lock !== undefined) writeFileSync(file, lock)
  return { folder, file }
}

/** The lock this process would write, with some facts changed. */
async function lockLike(change: Readonly<Record<string, unknown>>): Promise<string> {
  const { folder, file } = folderWith()
  const unlock = await lockDataFolder(folder)
  const facts = JSON.parse(readFileSync(file, 'utf8')) as object
  unlock()
  return JSON.stringify({ ...facts, ...change })
}

const holderOf = (file: string) => (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid

it('lets one in at a time and leaves nothing behind', async () => {
  const { folder } = folderWith()
  const unlock = await lockDataFolder(folder)
  await expect(lockDataFolder(folder)).rejects.toMatchObject({ code: 'data_in_use', exitCode: 6 })
  unlock()
  const again = await lockDataFolder(folder)
  again()
  expect(readdirSync(folder)).toEqual([])
})

it('takes over from a process that is gone, and from one whose number went to another', async () => {
  for (const change of [{ pid: 2 ** 22 - 1 }, { began: '1' }]) {
    const { folder, file } = folderWith(await lockLike(change))
    const unlock = await lockDataFolder(folder)
    expect(holderOf(file)).toBe(process.pid)
    unlock()
  }
})

it('waits for the heartbeat of another machine before taking over', async () => {
  const { folder, file } = folderWith(await lockLike({ place: 'elsewhere', pid: 7 }))
  const beating = setInterval(() => utimesSync(file, new Date(), new Date()), 20)
  await expect(lockDataFolder(folder, 100)).rejects.toThrow(/7 @ elsewhere/)
  clearInterval(beating)
  const unlock = await lockDataFolder(folder, 100)
  expect(holderOf(file)).toBe(process.pid)
  unlock()
})

it('takes over a lock that a full disk left unreadable', async () => {
  const { folder, file } = folderWith('{"pi')
  const unlock = await lockDataFolder(folder, 50)
  expect(holderOf(file)).toBe(process.pid)
  unlock()
})
