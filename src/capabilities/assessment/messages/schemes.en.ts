import type { schemesZh } from './schemes.zh-CN.ts'

/** Words of schemes: operations and problems. */
export const schemesEn: typeof schemesZh = {
  operations: {
    'assessment.list_schemes': 'List schemes of assessment',
    'assessment.show_scheme': 'Show a scheme of assessment',
    'assessment.show_version': 'Show a version of a scheme',
    'assessment.list_ledger_figures': 'List the figures ledgers can answer',
    'assessment.create_scheme': 'Begin a scheme of assessment',
    'assessment.draft_version': 'Draft the next version of a scheme',
    'assessment.save_draft': 'Save the draft of a scheme',
    'assessment.check_scheme': 'Prove the draft of a scheme',
    'assessment.freeze_version': 'Freeze a scheme',
    'assessment.discard_draft': 'Discard the draft of a scheme',
    'assessment.export_scheme': 'Export a scheme',
    'assessment.import_scheme': 'Import a scheme',
    'assessment.replay_scheme': 'Replay a scheme on a past year',
  },
}
