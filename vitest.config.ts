import { defineConfig } from 'vitest/config'

/**
 * Three kinds of tests: `unit` is pure and fast, `database` talks to a PostgreSQL the run starts itself,
 * `walls` reads the source. Browser journeys run under Playwright.
 */
export default defineConfig({
  test: {
    env: { TZ: 'Asia/Shanghai' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    setupFiles: ['tests/support/draws.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'tests/outside/**/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['src/**/*.db.test.ts', 'tests/database/**/*.test.ts', 'tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/database-setup.ts'],
        },
      },
      { extends: true, test: { name: 'walls', include: ['tests/architecture/**/*.test.ts'] } },
    ],
  },
})
