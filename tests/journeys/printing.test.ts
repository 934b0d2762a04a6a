import { schedulesMessages } from '../../src/capabilities/schedules/messages/index.ts'
import { expect, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const LISTS = ['/targets', '/key-projects', '/promises', '/obstacles', '/organisation/people'] as const

test('lists print on A4 and A3 without the frame around them', async ({ house }) => {
  for (const path of LISTS) {
    const page = await house.open('project', path)
    await settled(page)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('navigation')).toHaveCount(0)
    await expect(page.getByRole('table').first()).toBeVisible()
    for (const format of ['A4', 'A3'] as const) {
      const paper = await page.pdf({ format, landscape: format === 'A3' })
      expect(paper.subarray(0, 5).toString(), `${path} on ${format}`).toBe('%PDF-')
      expect(paper.length, `${path} on ${format}`).toBeGreaterThan(20_000)
    }
  }
})

test('the wall chart is printed whole on A3 by one command', async ({ house }) => {
  const page = await house.open('project', '/wall-chart')
  const rows = page.locator('.chart-row')
  await expect(rows.first()).toBeVisible()
  const said = (await page.getByRole('main').innerText()).match(/(\d+) 个项目/)?.[1]
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-rows', String(document.querySelectorAll('.chart-row').length))
  })
  await page.getByRole('button', { name: schedulesMessages['zh-CN'].chart.print }).click()
  await expect(page.locator('body')).toHaveAttribute('data-rows', said ?? '')
  const pdf = await page.pdf({ preferCSSPageSize: true })
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(Buffer.from(pdf).toString('latin1')) ?? []
  const a3 = [1191, 842]
  for (const [at, side] of [width, height].entries()) expect(Math.abs(Number(side) - (a3[at] ?? 0))).toBeLessThan(3)
})
