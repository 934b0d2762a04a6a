import { dayOf, yearOf } from '../../../kernel/day.ts'
import type { FoundSubject } from '../../../kernel/duty.ts'
import type { Permission } from '../../../kernel/permissions.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { findContests } from '../../contests/public.ts'
import { findDispatches } from '../../dispatches/public.ts'
import { findProjects } from '../../key-projects/public.ts'
import { findItems, findPromises } from '../../obstacles/public.ts'
import { findUnits } from '../../organisation/public.ts'
import { findTargets } from '../../targets/public.ts'
import * as contract from '../contract.ts'
import { roomOf } from './rooms.ts'

type Found = contract.Found
type Finder = (room: OperationContext, text: string, limit: number) => Promise<readonly FoundSubject[]>

/** Each room with the permission that opens it. */
const ROOMS: readonly (readonly [kind: Found['kind'], permission: Permission, find: Finder])[] = [
  ['key_project', 'key_projects.view', findProjects],
  ['target', 'targets.view', (room, text, limit) => findTargets(room, text, yearOf(dayOf(room.now)), limit)],
  ['item', 'items.view', findItems],
  ['promise', 'promises.view', findPromises],
  ['dispatch', 'dispatches.view', findDispatches],
  ['contest', 'contests.view', findContests],
  ['unit', 'organisation.view', findUnits],
]

/** One box for everything. */
export const searchOperations = [
  implement(contract.search, async (ctx, { text, limit }) => {
    const items: Found[] = []
    const more: Found['kind'][] = []
    for (const [kind, permission, find] of ROOMS) {
      const room = roomOf(ctx, permission)
      const found = room ? await find(room, text, limit + 1) : []
      items.push(...found.slice(0, limit).map(({ id, title, note, path }) => ({ kind, id, title, note, path })))
      if (found.length > limit) more.push(kind)
    }
    return { items, more }
  }),
]
