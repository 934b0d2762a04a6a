import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import zhTW from 'antd/locale/zh_TW'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import 'dayjs/locale/zh-tw'
import type { ReactNode } from 'react'
import type { Locale } from '../../kernel/language.ts'
import { useLocale } from '../language.tsx'
import { houseTheme } from './theme.ts'

const ANTD_LOCALES = { 'zh-CN': zhCN, 'zh-TW': zhTW, en: enUS } as const satisfies Record<Locale, unknown>
const DAYJS_LOCALES = { 'zh-CN': 'zh-cn', 'zh-TW': 'zh-tw', en: 'en' } as const satisfies Record<Locale, string>

/** antd in the language and the colours of the house; loaded only with pages that use it. */
export default function AntdHouse({ children }: { readonly children: ReactNode }) {
  const { locale } = useLocale()
  dayjs.locale(DAYJS_LOCALES[locale])
  return (
    <ConfigProvider
      locale={ANTD_LOCALES[locale]}
      theme={houseTheme}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: true, scrollToFirstError: true, colon: false }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  )
}
