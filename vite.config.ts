import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { judgeWorker } from './src/apps/web/build/judge-worker.ts'
import { compressed, laterLanguages, withoutEval } from './src/apps/web/build/plugins.ts'
import { fileOfWords } from './src/apps/web/build/traditional.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const page = (name: string): string => here(`./src/apps/web/${name}.html`)

/**
 * The web app: `dist/web`, split so that a page loads React, the data layer and the words of its language first, antd only where a page
 * uses it, and charts when one is drawn. In development `/api` goes to a server on `CLARION_PORT`.
 */
export default defineConfig({
  root: here('./src/apps/web'),
  publicDir: false,
  cacheDir: here('./node_modules/.vite'),
  plugins: [laterLanguages(), withoutEval(), react(), judgeWorker(), compressed()],
  build: {
    outDir: here('./dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    rolldownOptions: {
      // The house, and the pages that open by a link of their own and load little: a judge's phone and the screen of a contest.
      input: { index: page('index'), judge: page('judge'), board: page('board') },
      output: {
        codeSplitting: {
          groups: [
            // Words alone: what they are made with stays with those who use it from the start.
            {
              debugName: 'words',
              name: (id) => fileOfWords(id) ?? null,
              priority: 50,
              includeDependenciesRecursively: false,
            },
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 40 },
            { name: 'data', test: /node_modules\/(@tanstack|zod)\//, priority: 30 },
            { name: 'charts', test: /node_modules\/(echarts|zrender)\//, priority: 20 },
            { name: 'antd', test: /node_modules\/(antd|@ant-design|@rc-component|rc-[a-z-]+|dayjs)\//, priority: 10 },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': `http://127.0.0.1:${process.env['CLARION_PORT'] ?? '8080'}` } },
})
