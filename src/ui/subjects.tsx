import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { ApiRefusal } from './request.ts'
import { useLocale } from './language.tsx'
import { AppLink } from './navigation.tsx'
import { useScreens } from './panels.tsx'
import type { SubjectKind, SubjectRef } from './screens.ts'
import { holds, useSession } from './session.tsx'

/** The kinds of records the reader may point to, as the capabilities list them. */
export function useSubjectKinds(): readonly SubjectKind[] {
  const session = useSession()
  return useScreens()
    .flatMap((each) => each.subjects ?? [])
    .filter((each) => holds(session, each.permission))
}

/** A record of any capability by its kind and title; a link where the reader may open it. */
export function SubjectLink({ subject, title }: { readonly subject: SubjectRef; readonly title: string }) {
  const { locale } = useLocale()
  const kind = useSubjectKinds().find((each) => each.kind === subject.kind)
  if (!kind) return <span>{title}</span>
  return (
    <span>
      <AppLink to={kind.pathOf(subject.id)}>{title}</AppLink> <span className="k-quiet">{kind.label(locale)}</span>
    </span>
  )
}

/** The title of a record of any capability; asked for only where `subject` names one of a kind the reader may point to. */
export function useSubjectTitle(subject: SubjectRef | undefined): UseQueryResult<string, ApiRefusal> {
  const kind = useSubjectKinds().find((each) => each.kind === subject?.kind)
  return useQuery<string, ApiRefusal>({
    queryKey: ['subjects.title', subject?.kind, subject?.id],
    queryFn: () => kind?.titleOf(subject?.id ?? '') ?? Promise.resolve(''),
    enabled: subject !== undefined,
  })
}
