import type { LightColour } from '../../../ui/kit/marks.tsx'

/** The colour of a light as a neighbour's ledger names it. */
export function colourOf(light: string): LightColour {
  return light === 'red' || light === 'yellow' || light === 'green' ? light : 'none'
}
