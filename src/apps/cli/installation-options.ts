/** Options that say which installation is meant: those of the server, with the same defaults and variables. */
export const INSTALLATION_OPTIONS = ['data', 'database', 'database-admin'] as const

/** How they are typed. */
export const INSTALLATION_USAGE = '[--data FOLDER | --database URL [--database-admin URL]]'
