import * as fc from 'fast-check'

/**
 * Where generated cases come from: by a new seed at every run at a desk, so that each run looks elsewhere, and by one known seed where a
 * change is judged, so that the verdict on a commit never depends on luck. `CLARION_SEED=<number>` repeats a run.
 */
const named = process.env['CLARION_SEED'] ?? (process.env['CI'] ? '20260101' : undefined)
if (named !== undefined) fc.configureGlobal({ seed: Number(named) })
