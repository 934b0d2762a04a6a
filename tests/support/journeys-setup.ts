import { writeFileSync } from 'node:fs'
import type { FullConfig } from '@playwright/test'
import { startServer } from './server.ts'

/**
 * Starts one server for all journeys and hands its address on as `CLARION_ADDRESS`; where the variable is already set, that server is
 * used and left running. What the server printed is kept beside the results.
 */
export default async function setUp(config: FullConfig): Promise<(() => Promise<void>) | undefined> {
  if (process.env['CLARION_ADDRESS']) return undefined
  const server = await startServer()
  process.env['CLARION_ADDRESS'] = server.address
  process.env['CLARION_BANNER'] = server.printed()
  return async () => {
    await server.stop()
    // Beside the folder of the results, which is emptied at every start.
    writeFileSync(`${config.projects[0]?.outputDir ?? 'journeys'}-server.log`, server.printed())
  }
}
