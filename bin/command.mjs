import nodeModule from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, install } from './prepare.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

install(ROOT)
build(ROOT, ['server'])
nodeModule.enableCompileCache?.(join(ROOT, 'dist/.compiled'))
await import(pathToFileURL(join(ROOT, 'dist/clarion.mjs')).href)
