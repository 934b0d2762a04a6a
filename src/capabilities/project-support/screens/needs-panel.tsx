import { useState } from 'react'
import { usePages } from '../../../ui/api.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { SubjectRef } from '../../../ui/screens.ts'
import { useMay } from '../../../ui/session.tsx'
import { listNeeds } from '../contract.ts'
import { projectSupportMessages } from '../messages/index.ts'
import { needColumns } from './need-columns.tsx'
import { AskDialog } from './need-dialogs.tsx'
import { ledgerBelow } from './need-ledger.tsx'
import './project-support.css'

/** What a project needs, each with its ledger. */
export default function NeedsPanel({ subject }: { readonly subject: SubjectRef }) {
  const words = useMessages(projectSupportMessages)
  const mayAsk = useMay('project_support.ask')
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <DataTable
        id="project_support.project_needs"
        label={words.panels.needs}
        columns={needColumns(words, true)}
        source={usePages(listNeeds, { projectId: subject.id })}
        rowKey={(row) => row.id}
        expand={ledgerBelow}
        empty={words.needs.panelEmpty}
        actions={
          mayAsk ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setAsking(true)}>
              {words.needs.ask}
            </button>
          ) : null
        }
      />
      {isAsking ? <AskDialog projectId={subject.id} onClose={() => setAsking(false)} /> : null}
    </>
  )
}
