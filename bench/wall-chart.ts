/**
 * How fast the wall chart is drawn and scrolled: `node --import tsx bench/wall-chart.ts` (needs the built product and a Chromium).
 * 2,000 bars in 100 rows are handed to the page in place of the server's answer, in a window tall enough to show all of them; the time
 * runs from the arrival of the answer to the frame after the last bar stands in the page. Scrolling is counted in a window of 1366×768.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { addDays, asDay } from '../src/kernel/day.ts'
import { findBrowser } from '../tests/support/browser.ts'
import { startMeasured } from './server.ts'

const [ROWS, BARS, ROUNDS] = [100, 20, 7]
const today = asDay('2026-11-22')

/** A chart of invented projects whose nodes follow one another through two years. */
function chartOf(rows: number, bars: number) {
  return {
    today,
    publishedThrough: '2026-12-31',
    withoutPlan: 0,
    items: Array.from({ length: rows }, (_, at) => ({
      projectId: `01900000-0000-7000-8000-${String(at).padStart(12, '0')}`,
      number: `2026-C-${String(at + 1).padStart(3, '0')}`,
      name: `示例项目${at + 1}`,
      stage: 'under_construction',
      light: ['green', 'yellow', 'red', 'none'][at % 4],
      chain: '',
      unitName: `示例镇${at % 9}`,
      leader: `示例岗位${at % 7}`,
      openOn: '2027-12-31',
      finishOn: '2027-11-30',
      margin: 20,
      feasible: true,
      version: 1,
      mayPlan: true,
      criticalLinks: Array.from({ length: bars - 1 }, (_link, node) => ({
        from: `n${node}`,
        to: `n${node + 1}`,
        type: 'FS',
      })),
      bars: Array.from({ length: bars }, (_bar, node) => {
        const startOn = addDays(asDay('2026-01-05'), node * 34 + (at % 11))
        const finishOn = addDays(startOn, 40)
        const isDone = finishOn < today
        return {
          id: `n${node}`,
          name: `示例节点${node + 1}`,
          startOn,
          finishOn,
          isMilestone: node === bars - 1,
          startedOn: startOn < today ? startOn : null,
          finishedOn: isDone ? finishOn : null,
          baselineStart: startOn,
          baselineFinish: finishOn,
          critical: node % 3 === 0,
          verdict: isDone ? 'done' : 'waiting',
          daysLate: 0,
          provisional: false,
        }
      }),
    })),
  }
}

/** Milliseconds from the arrival of the answer until the frame after the last row, and so the last bar, stands in the page. */
async function paintOnce(page: Page, address: string, rows: number): Promise<number> {
  await page.goto(`${address}/wall-chart`, { waitUntil: 'commit' })
  return page.evaluate(
    (count) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelectorAll('.chart-row').length < count) {
            requestAnimationFrame(look)
            return
          }
          requestAnimationFrame(() => {
            const answer = performance
              .getEntriesByType('resource')
              .find(({ name }) => name.includes('/api/schedules/chart'))
            resolve(performance.now() - (answer as PerformanceResourceTiming).responseEnd)
          })
        }
        look()
      }),
    rows,
  )
}

/** Bars and milestones that stand in the page: the bars of a row share a path for each kind, a move in it for each. */
function barsDrawn(page: Page): Promise<number> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.chart-row [class^=chart-plan], .chart-row [class^=chart-milestone]')].reduce(
      (sum, path) => sum + (path.getAttribute('d') ?? '').split('M').length - 1,
      0,
    ),
  )
}

/** Frames a second while the chart is scrolled down and up again by the wheel's step, one step a frame. */
function scrollOnce(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const box = document.querySelector('.chart-box')
        if (!box) throw new Error('no chart')
        let [frames, step] = [0, 60]
        const begun = performance.now()
        const next = (): void => {
          frames += 1
          if (box.scrollTop + box.clientHeight >= box.scrollHeight - 1) step = -60
          if (box.scrollTop <= 0) step = 60
          box.scrollTop += step
          const passed = performance.now() - begun
          if (passed < 4_000) requestAnimationFrame(next)
          else resolve((frames * 1_000) / passed)
        }
        requestAnimationFrame(next)
      }),
  )
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const folder = mkdtempSync(join(tmpdir(), 'clarion-bench-'))
const server = await startMeasured(folder, 8_797)
const { executablePath, args, env } = await findBrowser()
const browser = await chromium.launch({
  executablePath,
  args: [...args],
  env: { ...process.env, ...env },
})
try {
  const context = await browser.newContext({ viewport: { width: 1920, height: 7_000 }, locale: 'zh-CN' })
  const page = await context.newPage()
  // The runner names functions by a helper that pages do not have.
  await page.addInitScript('globalThis.__name = (each) => each')
  await page.route('**/api/schedules/chart*', (route) => route.fulfill({ json: chartOf(ROWS, BARS) }))
  await page.request.post(`${server.address}/api/session`, {
    data: { account: 'leader', password: server.password },
    headers: { 'x-clarion': '1' },
  })
  const painted: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) painted.push(await paintOnce(page, server.address, ROWS))
  const drawn = await barsDrawn(page)
  if (drawn !== ROWS * BARS) throw new Error(`${drawn} bars were drawn`)
  if (process.argv[2]) await page.screenshot({ path: process.argv[2] })
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.goto(`${server.address}/wall-chart`)
  await page.locator('.chart-row').first().waitFor()
  const frames: number[] = []
  for (let round = 0; round < 3; round += 1) frames.push(await scrollOnce(page))
  console.log(
    `${ROWS * BARS} bars painted in ${median(painted).toFixed(0)} ms (median of ${ROUNDS}: ${painted.map((each) => each.toFixed(0)).join(', ')})`,
  )
  console.log(
    `scrolling ${median(frames).toFixed(0)} frames a second (${frames.map((each) => each.toFixed(0)).join(', ')})`,
  )
} finally {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
