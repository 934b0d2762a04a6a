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
