import { pino, type Logger } from 'pino'

export type { Logger }

/** The structured log of the process: one JSON line an event on standard error; secrets never reach it. */
export function openLog(level: string): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['req.headers.cookie', 'req.headers.authorization', 'password'],
    },
    pino.destination({ dest: 2, sync: false }),
  )
}
