import type { Light } from '../contract.ts'

const SEVERITY = { none: 0, green: 1, yellow: 2, red: 3 } as const satisfies Record<Light, number>

/** How bad a light is; `none` is below all, so that it never wins. */
export function severity(light: Light): number {
  return SEVERITY[light]
}

/** The worst of several lights; `none` only where no other is there. */
export function worstOf(lights: readonly Light[]): Light {
  return lights.reduce<Light>((worst, light) => (severity(light) > severity(worst) ? light : worst), 'none')
}
