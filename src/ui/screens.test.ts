import { describe, expect, it } from 'vitest'
import type { Permission } from '../kernel/permissions.ts'
import { type CapabilityScreens, menuFor, type MenuEntry } from './screens.ts'

const entry = (path: `/${string}`, permission: Permission, order?: number): MenuEntry => ({
  group: permission.startsWith('targets') ? 'set' : 'manage',
  path,
  permission,
  label: () => path,
  ...(order === undefined ? {} : { order }),
})
const screens: readonly CapabilityScreens[] = [
  { routes: [], panels: [], menu: [entry('/people', 'organisation.manage')] },
  { routes: [], panels: [], menu: [entry('/months', 'targets.enter_actual'), entry('/targets', 'targets.view', 1)] },
]

describe('the menu', () => {
  it('shows groups in the order of the work and entries by their order', () => {
    const menu = menuFor(screens, () => true)
    expect(menu.map(({ group, entries }) => [group, entries.map(({ path }) => path)])).toEqual([
      ['set', ['/targets', '/months']],
      ['manage', ['/people']],
    ])
  })

  it('shows nothing a post may not open, and no empty group', () => {
    expect(menuFor(screens, (permission) => permission === 'targets.view')).toEqual([
      { group: 'set', entries: [expect.objectContaining({ path: '/targets' })] },
    ])
  })
})
