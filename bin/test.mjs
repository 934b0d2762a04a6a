#!/usr/bin/env node
/**
 * `npm test`: everything that is checked before a change is taken, in one command, on a machine with Node and nothing else.
 * `npm test -- --list` names the sections; `npm test -- walls unit` runs only those.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installPackages } from './install.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const RESULTS = join(ROOT, 'test-results')
const node = process.execPath

/** A program of an installed package, started by this Node and not by a shell. */
const program = (path, ...words) => [node, join(ROOT, 'node_modules', path), ...words]
const script = (path, ...words) => program('tsx/dist/cli.mjs', join(ROOT, path), ...words)
const vitest = (project, name, ...words) => ({
  run: program(
    'vitest/vitest.mjs',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(RESULTS, `${name}.json`)}`,
    ...words,
  ),
  counted: countVitest,
})

/** The journeys of one kind of screen, on a server of their own: the kinds run side by side. */
const journeys = (screen) => ({
  name: `journeys-${screen}`,
  stage: 8,
  minutes: 30,
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(RESULTS, `journeys-${screen}.json`) },
  run: program(
    '@playwright/test/cli.js',
    'test',
    '--project',
    screen,
    '--reporter=list,json',
    `--output=${join(RESULTS, `journeys-${screen}`)}`,
  ),
  counted: countPlaywright,
})

/** Every section in the order in which it runs; sections of one stage run side by side. Minutes are the longest it may take. */
const SECTIONS = [
  { name: 'typecheck', stage: 1, minutes: 5, run: program('ts7/bin/tsc', '--noEmit') },
  { name: 'lint', stage: 1, minutes: 6, run: program('oxlint/bin/oxlint', '--type-aware', '--deny-warnings') },
  { name: 'format', stage: 1, minutes: 3, run: program('@biomejs/biome/bin/biome', 'format') },
  { name: 'walls', stage: 2, minutes: 10, ...vitest('walls', 'walls') },
  { name: 'unit', stage: 3, minutes: 10, ...vitest('unit', 'unit') },
  { name: 'database', stage: 4, minutes: 20, env: { CLARION_TEST_PG: '18' }, ...vitest('database', 'database') },
  { name: 'build', stage: 5, minutes: 5, run: [node, join(ROOT, 'bin', 'build.mjs')] },
  { name: 'bundle', stage: 6, minutes: 1, run: script('tools/bundle-check.ts') },
  { name: 'browser', stage: 7, minutes: 5, run: script('tools/prepare-browser.ts') },
  journeys('desktop'),
  journeys('phone'),
  {
    name: 'database-15',
    stage: 9,
    minutes: 20,
    env: { CLARION_TEST_PG: '15' },
    // What never reaches a statement of its own need not be asked of the oldest PostgreSQL again.
    ...vitest(
      'database',
      'database-15',
      ...['tests/faults/{fuzz,http}.test.ts', 'tests/database/{bad-input,scope.property}.test.ts'].flatMap((each) => [
        '--exclude',
        each,
      ]),
    ),
  },
]

const read = (name) => JSON.parse(readFileSync(join(RESULTS, `${name}.json`), 'utf8'))

function countVitest(name) {
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = read(name)
  return { passed, failed, skipped }
}

function countPlaywright(name) {
  const { expected, flaky, unexpected: failed, skipped } = read(name).stats
  return { passed: expected + flaky, failed, skipped }
}

/** What a section counted; a section without tests of its own counts as one, and tests that never ran count as one failure. */
function count(section, good) {
  if (!section.counted) return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 }
  try {
    const counted = section.counted(section.name)
    return good || counted.failed > 0 ? counted : { ...counted, failed: 1 }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const running = new Set()
const stop = (child, signal = 'SIGTERM') => {
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

/** Runs one section and resolves to its result. Alone it prints as it goes; beside others it prints when it is done. */
function runSection(section, alone) {
  const began = Date.now()
  const heading = `\n━━━ ${section.name} `.padEnd(78, '━')
  if (alone) console.log(heading)
  return new Promise((resolve) => {
    const [command, ...words] = section.run
    const child = spawn(command, words, {
      cwd: ROOT,
      env: { ...process.env, TZ: 'Asia/Shanghai', CI: 'true', ...section.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    running.add(child)
    const kept = []
    const take = (chunk) => (alone ? process.stdout.write(chunk) : kept.push(chunk))
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    let note = ''
    const limit = setTimeout(() => {
      note = `stopped after ${section.minutes} minutes`
      stop(child)
      setTimeout(() => stop(child, 'SIGKILL'), 10_000).unref()
    }, section.minutes * 60_000)
    const finish = (good) => {
      clearTimeout(limit)
      running.delete(child)
      if (!alone) console.log(`${heading}\n${Buffer.concat(kept).toString()}`)
      resolve({ name: section.name, good, note, seconds: (Date.now() - began) / 1000, ...count(section, good) })
    }
    child.on('error', (error) => {
      note = error.message
      finish(false)
    })
    child.on('close', (code, signal) => {
      if (code !== 0 && note === '') note = signal ? `ended by ${signal}` : `exit code ${code}`
      finish(code === 0)
    })
  })
}

function printSummary(results, seconds) {
  const row = (...cells) =>
    console.log(cells.map((cell, at) => String(cell).padEnd([17, 8, 9, 8, 8, 9][at] ?? 0)).join(' '))
  console.log(`\n${'━'.repeat(78)}`)
  row('section', 'result', 'seconds', 'passed', 'failed', 'skipped')
  for (const { name, good, seconds: took, passed, failed, skipped, note } of results) {
    row(name, good ? 'ok' : 'FAILED', took.toFixed(1), passed, failed, skipped, note)
  }
  const sum = (key) => results.reduce((total, each) => total + each[key], 0)
  console.log(`\n${results.length} sections in ${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
}

async function main(words) {
  if (words.includes('--list')) {
    for (const { name, run } of SECTIONS)
      console.log(`${name.padEnd(17)} ${run.slice(1).join(' ').replaceAll(`${ROOT}/`, '')}`)
    return 0
  }
  const unknown = words.filter((word) => !SECTIONS.some(({ name }) => name === word))
  if (unknown.length > 0) {
    console.error(`There is no section ${unknown.join(', ')}; npm test -- --list names them.`)
    return 2
  }
  const began = Date.now()
  console.log(`Node ${process.version}: ${installPackages(ROOT, { dev: true })}`)
  rmSync(RESULTS, { recursive: true, force: true })
  mkdirSync(RESULTS, { recursive: true })
  const wanted = SECTIONS.filter(({ name }) => words.length === 0 || words.includes(name))
  const results = []
  for (const stage of new Set(wanted.map((section) => section.stage))) {
    const together = wanted.filter((section) => section.stage === stage)
    results.push(...(await Promise.all(together.map((section) => runSection(section, together.length === 1)))))
  }
  printSummary(results, (Date.now() - began) / 1000)
  return results.every(({ good }) => good) ? 0 : 1
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) stop(child)
    process.exit(1)
  })
}
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
