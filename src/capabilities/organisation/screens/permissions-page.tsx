import { kernelMessages } from '../../../kernel/messages/index.ts'
import { type Permission, ROLES } from '../../../kernel/permissions.ts'
import { sourceOf, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { showPermissions } from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'

type Row = (typeof showPermissions.output)['_zod']['output']['rows'][number]

/** The permission matrix as it is in force: rows are permissions, columns are roles, cells say how far. */
export default function PermissionsPage() {
  const words = useMessages(organisationMessages)
  const texts = words.permissions
  const matrix = useOperation(showPermissions, {})
  const columns = columnsOf(words)
  return (
    <>
      <PageHeader title={texts.title} note={texts.note} />
      <DataTable
        id="organisation.permissions"
        label={texts.title}
        columns={columns}
        source={sourceOf(matrix, (answer) => answer.rows)}
        rowKey={(row) => row.permission}
        isA3
      />
    </>
  )
}

function columnsOf(words: (typeof organisationMessages)['zh-CN']): readonly Column<Row>[] {
  return [
    {
      key: 'permission',
      title: words.permissions.permission,
      isPinned: true,
      width: 200,
      cell: (row) => <PermissionName permission={row.permission} />,
    },
    ...ROLES.map(
      (role): Column<Row> => ({
        key: role,
        title: words.roles[role],
        kind: 'center',
        cell: (row) => {
          const reach = row.reaches.find((each) => each.role === role)?.reach
          if (row.everybody) return words.everybody[row.everybody]
          return reach ? words.reaches[reach] : words.common.none
        },
      }),
    ),
  ]
}

/** A permission in words; its code is what the log and the interface call it. */
function PermissionName({ permission }: { readonly permission: string }) {
  const { permissions } = useMessages(kernelMessages)
  return <span title={permission}>{permissions[permission as Permission]}</span>
}
