import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

/**
 * A plain program of `bin` that the product hands out as it is: beside the built server, or in the sources it was built from. Throws where the
 * installation is broken and has it in neither place.
 */
export async function readShipped(name: string): Promise<Uint8Array> {
  const places = ['.', '../../bin'].map((each) => resolve(import.meta.dirname, each, name))
  const found = places.find((place) => existsSync(place))
  if (!found) throw new Error(`${name} is missing from the installation`)
  return readFile(found)
}
