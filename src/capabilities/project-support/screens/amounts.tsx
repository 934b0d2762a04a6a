import { formatMoney, formatNumber } from '../../../kernel/format.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { MoneyField, NumberField } from '../../../ui/kit/fields.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import type { Factor } from '../contract.ts'
import { projectSupportMessages } from '../messages/index.ts'

/** An amount of a factor with its unit; money as people read it. */
export function AmountText({ factor, amount }: { readonly factor: Factor; readonly amount: number | null }) {
  const words = useMessages(projectSupportMessages)
  const { locale } = useLocale()
  if (amount === null) return '—'
  if (factor === 'funds') return <span>{formatMoney(asYuan(amount), locale)}</span>
  return (
    <span>
      {formatNumber(amount)}
      <span className="k-unit"> {words.units[factor]}</span>
    </span>
  )
}

interface Entry {
  readonly id?: string
  readonly value?: number | null
  readonly onChange?: (value: number | null) => void
}

/** An amount of a factor, typed in its unit; money in 万元 and kept in yuan. */
export function AmountField({ factor, ...entry }: Entry & { readonly factor: Factor | undefined }) {
  const words = useMessages(projectSupportMessages)
  if (factor === 'funds') return <MoneyField {...entry} />
  return <NumberField {...entry} {...(factor ? { unit: words.units[factor] } : {})} />
}
