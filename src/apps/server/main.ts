process.env['TZ'] = 'Asia/Shanghai'

import { type Config, helpText, readConfig } from '../../platform/config.ts'
import { openLog } from '../../platform/log.ts'
import { StartFailure } from '../../platform/start-failure.ts'
import { startClarion } from './start.ts'

const LIMIT_MS = 5_000

/** Reads the options, starts the server, and stops it on Ctrl-C or SIGTERM within five seconds. */
async function main(): Promise<void> {
  const config: Config = readConfig(process.argv.slice(2), process.env)
  if (config.help) {
    process.stdout.write(`${helpText()}\n`)
    return
  }
  const log = openLog(config.logLevel)
  const starting = startClarion(config, log)
  let stopping = false
  // Asked to stop while it still starts, it stops as soon as it stands; what takes longer is healed by the next start.
  const stop = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), LIMIT_MS).unref()
    starting
      .then((running) => running.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.stdout.write((await starting).banner)
}

main().catch((error: unknown) => {
  if (!(error instanceof StartFailure)) {
    const trace = error instanceof Error ? error.stack : String(error)
    process.stderr.write(
      `\n启动时发生意外错误，这是程序的缺陷，请把下面几行交给开发者。\nAn unforeseen fault at start: this is a defect; please hand on the lines below.\n${trace}\n`,
    )
    process.exit(1)
  }
  process.stderr.write(`\n${error.sentences.join('\n')}\n`)
  process.exit(error.exitCode)
})
