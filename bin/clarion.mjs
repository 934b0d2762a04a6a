#!/usr/bin/env node
/**
 * `npx clarion`: the command line. Installs and builds what is missing, as `npm start` does, but never the web pages.
 * This file keeps to words that an old Node can read, so that it can say that it is too old.
 */
var version = process.versions.node.split('.').map(Number)
if (version[0] > 20 || (version[0] === 20 && version[1] >= 19)) {
  void import('./command.mjs')
} else {
  console.error('当前 Node.js 是 ' + process.versions.node + '，需要 20.19 或更高版本。请安装 24 LTS 后再试。')
  console.error(
    'This is Node.js ' + process.versions.node + '; 20.19 or newer is needed. Install 24 LTS and try again.',
  )
  process.exitCode = 3
}
