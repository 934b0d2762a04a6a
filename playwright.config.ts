import { defineConfig } from '@playwright/test'
import { findBrowser } from './tests/support/browser.ts'

const { executablePath, args, env } = await findBrowser()
const address = process.env['CLARION_ADDRESS']

/** Journeys of people through the built product, on the screen of an office desk and on a phone. One at a time: they share a server. */
export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/journeys',
  globalSetup: './tests/support/journeys-setup.ts',
  workers: 1,
  forbidOnly: true,
  retries: process.env['CI'] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    ...(address ? { baseURL: address } : {}),
    actionTimeout: 15_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    trace: 'on-first-retry',
    launchOptions: { executablePath, args: [...args], env: { ...process.env, ...env } },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1366, height: 768 } } },
    // A phone has no keyboard to walk by and prints nothing; one first start is enough; whoever hosts a contest sits at a desk.
    {
      name: 'phone',
      testIgnore: /(?:by-keyboard|printing|first-start|contests)\.test\.ts$/,
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    },
  ],
})
