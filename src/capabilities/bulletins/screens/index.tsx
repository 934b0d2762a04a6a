import type { CapabilityScreens } from '../../../ui/screens.ts'

/** The screens of bulletins. */
export const bulletinsScreens: CapabilityScreens = { routes: [], menu: [], panels: [] }
