import { z } from 'zod'
import { command } from '../../../kernel/operation.ts'

/** Opens the next year of the lists: what is not frozen yet of this year is, and what goes on stands on the lists of the next one. */
export const openListYear = command({
  id: 'key_projects.open_year',
  summary:
    'Open the next year: freeze what is not frozen of this year, and put continuing projects on the lists of the next one, plan and money to come',
  route: 'POST /key-project-lists/open-year',
  permission: 'key_projects.lists',
  input: z.object({ year: z.int().min(2000).max(2099), reason: z.string().trim().min(2).max(500) }),
  output: z.object({ frozen: z.int(), carried: z.int() }),
})

/** Every operation on the years of the lists. */
export const yearContracts = [openListYear] as const
