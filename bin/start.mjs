#!/usr/bin/env node
/**
 * `npm start`: installs what is missing, builds what has changed, serves. Options go to the server: `npm start -- --help`.
 * This file keeps to words that an old Node can read, so that it can say that it is too old.
 */
var version = process.versions.node.split('.').map(Number)
if (version[0] > 20 || (version[0] === 20 && version[1] >= 19)) {
  void import('./launch.mjs')
} else {
  console.error(
    '当前 Node.js 是 ' +
      process.versions.node +
      '，需要 20.19 或更高版本。请从 https://nodejs.org 安装 24 LTS 后再启动。',
  )
  console.error(
    'This is Node.js ' +
      process.versions.node +
      '; 20.19 or newer is needed. Install 24 LTS from https://nodejs.org and start again.',
  )
  process.exitCode = 3
}
