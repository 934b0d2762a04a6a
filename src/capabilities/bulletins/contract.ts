import * as bulletins from './contract/bulletins.ts'
import * as questions from './contract/questions.ts'
import * as templates from './contract/templates.ts'

export * from './contract/bulletins.ts'
export * from './contract/questions.ts'
export * from './contract/templates.ts'
export * from './contract/words.ts'

/** Every operation of bulletins, as it is declared. */
export const bulletinsContracts = [
  questions.listQuestions,
  questions.askFigure,
  questions.askList,
  questions.exportList,
  templates.listTemplates,
  templates.showTemplate,
  templates.saveTemplate,
  bulletins.listBulletins,
  bulletins.checkPublished,
  bulletins.showBulletin,
  bulletins.draftBulletin,
  bulletins.saveBulletin,
  bulletins.askAgain,
  bulletins.publishBulletin,
  bulletins.discardBulletin,
  bulletins.exportWord,
  bulletins.exportSheets,
] as const
