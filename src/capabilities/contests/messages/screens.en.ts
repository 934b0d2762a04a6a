import { deskEn } from './desk.en.ts'
import { pagesEn } from './pages.en.ts'
import { rulesEn } from './rules.en.ts'
import type { screensZh } from './screens.zh-CN.ts'

/** Words of the screens. */
export const screensEn: typeof screensZh = {
  ...pagesEn,
  ...deskEn,
  rules: rulesEn,
  board: {
    opening: 'Opening the board…',
    badLink: 'The link to the board is incomplete',
    badLinkHint: 'Open the board again from the desk, or scan the code in the hall.',
    cannotOpen: 'This link to the board is closed',
    rehearsal: 'Rehearsal, does not count',
    frozen: 'Board frozen',
    notLive: 'Connection lost, trying again',
    onStage: 'On stage',
    entrants: 'Entrants',
    order: (order) => `No. ${order}`,
    next: (order, name) => `Next: no. ${order}, ${name}`,
    columns: { order: 'No.', name: 'Entrant', stage: 'Now', score: 'Score', place: 'So far' },
    phases: { speaking: 'Speech', questions: 'Questions', scoring: 'Scoring' },
    clock: { running: 'running', warned: 'almost over', over: 'time is up' },
    stages: {
      waiting: 'waiting',
      called: 'called',
      speaking: 'speaking',
      questions: 'questions',
      heard: 'heard',
      scoring: 'scoring',
      locked: 'scores locked',
      revealed: 'score shown',
    },
    between: {
      running: 'One moment, please',
      closed: 'The vote is closed and being counted',
      counted: 'Counted; the supervisor is checking',
      signed: 'Signed by the supervisor; the result is about to be shown',
      published: 'The result is published',
      cancelled: 'The contest was cancelled',
    },
    ranking: 'Final ranking',
    revealing: 'Being revealed',
    hidden: (count) => `${count} more ${count === 1 ? 'place' : 'places'} to come`,
    noScore: 'no valid ballot',
    told: (rule) => `Equal score: ${rule}`,
    checksum: (sum, expected) => `Checksum ${sum} (must be ${expected})`,
    rulesHash: 'Fingerprint of the rules, SM3',
    rulesOpen: 'The rules are not frozen yet',
    commitment: 'Fingerprint of the seed of the draw, SM3',
    drawn: (word) => `Drawn; the word said aloud was “${word}”`,
    tieNote: 'Equal scores are told apart by the rules; who is still equal shares the place',
  },
}
