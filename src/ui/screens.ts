import type { ComponentType } from 'react'
import type { Locale, OperationNames } from '../kernel/language.ts'
import type { Permission } from '../kernel/permissions.ts'
import type { Label } from './language.tsx'

/** The groups of the menu, by what a person does; a group without entries for the reader is not shown. */
export const MENU_GROUPS = ['look', 'set', 'work', 'invite', 'serve', 'compare', 'write', 'manage'] as const
export type MenuGroup = (typeof MENU_GROUPS)[number]

/** A reference to a record of any capability. */
export interface SubjectRef {
  readonly kind: string
  readonly id: string
}

/**
 * A page. `path` is written for the router (`/key-projects/$projectId`); `component` is a `lazy(() => import('./page.tsx'))`.
 * `frame`: `house` (menu, header, antd in our language and colours) unless it says `light` (the same without antd, for pages that use only
 * the light part of the kit and must load fast) or `wall` (dark, full screen, without antd).
 */
export interface ScreenRoute {
  readonly path: `/${string}`
  readonly permission: Permission
  readonly component: ComponentType
  readonly frame?: 'house' | 'light' | 'wall'
}

/** An entry of the menu. `order` sorts entries inside a group; 100 where it is not given. */
export interface MenuEntry {
  readonly group: MenuGroup
  readonly path: `/${string}`
  readonly label: Label
  readonly permission: Permission
  readonly order?: number
}

/** A part that a capability shows on the record page of a neighbour's kind. */
export interface RecordPanel {
  readonly subjectKind: string
  readonly id: string
  readonly title: Label
  readonly permission: Permission
  readonly component: ComponentType<{ readonly subject: SubjectRef }>
}

/**
 * A kind of record that others may point to. `find` gives the records that fit some words (a few of them where there are none), `titleOf`
 * the title of one, `pathOf` its page.
 */
export interface SubjectKind {
  readonly kind: string
  readonly label: Label
  readonly permission: Permission
  readonly find: (text: string) => Promise<readonly { readonly id: string; readonly title: string }[]>
  readonly titleOf: (id: string) => Promise<string>
  readonly pathOf: (id: string) => `/${string}`
}

/** A small part in the header of every page, such as a bell. */
export interface HeaderPart {
  readonly id: string
  readonly permission: Permission
  readonly component: ComponentType
}

/** Everything a capability shows: what `screens/index.tsx` exports as `<capability>Screens`. */
export interface CapabilityScreens {
  readonly routes: readonly ScreenRoute[]
  readonly menu: readonly MenuEntry[]
  readonly panels: readonly RecordPanel[]
  readonly header?: readonly HeaderPart[]
  readonly subjects?: readonly SubjectKind[]
  /** What the capability's operations are called, for the pages that show what was done. */
  readonly operations?: (locale: Locale) => OperationNames
}

/** The menu a person sees: groups in their order, entries they may open, sorted; empty groups left out. */
export function menuFor(
  screens: readonly CapabilityScreens[],
  may: (permission: Permission) => boolean,
): readonly { readonly group: MenuGroup; readonly entries: readonly MenuEntry[] }[] {
  const entries = screens.flatMap((each) => each.menu).filter((entry) => may(entry.permission))
  return MENU_GROUPS.map((group) => ({
    group,
    entries: entries
      .filter((entry) => entry.group === group)
      .sort((one, other) => (one.order ?? 100) - (other.order ?? 100)),
  })).filter(({ entries }) => entries.length > 0)
}
