import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { bundlePrograms } from '../../bin/bundle-programs.mjs'

const ROOT = resolve(import.meta.dirname, '../..')

/** What a command printed and how it ended. */
export interface Ended {
  readonly exit: number | null
  readonly out: string
  readonly err: string
}

/** Builds programs of the sources for tests into a folder of their own and answers where they lie, by name. */
export async function buildPrograms<K extends string>(
  folder: string,
  programs: Readonly<Record<K, string>>,
): Promise<Readonly<Record<K, string>>> {
  const place = join(ROOT, '.cache', folder)
  await bundlePrograms(ROOT, programs, place)
  return Object.fromEntries(Object.keys(programs).map((name) => [name, join(place, `${name}.mjs`)])) as Record<
    K,
    string
  >
}

/** Runs a program to its end; standard input is empty. */
export function runProgram(
  program: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...words], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  return new Promise((done) =>
    child.once('close', (exit) =>
      done({ exit, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    ),
  )
}
