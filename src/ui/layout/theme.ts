import type { ThemeConfig } from 'antd'

/** The palette behind the antd theme; the same values stand in `theme.css` for everything drawn without antd. */
const INK = '#1b2733'
const INK_2 = '#46525f'
const INK_3 = '#5c6773'

/**
 * antd dressed as the house: dense, calm, and with every default that falls short of a contrast of 4.5 : 1 darkened (placeholder,
 * description, tertiary text, success green, menu and tag texts).
 */
export const houseTheme: ThemeConfig = {
  token: {
    colorPrimary: '#1a4f8b',
    colorInfo: '#1a4f8b',
    colorLink: '#1a4f8b',
    colorSuccess: '#1d6b3c',
    colorWarning: '#8a5300',
    colorError: '#b3261e',
    colorText: INK,
    colorTextSecondary: INK_2,
    colorTextTertiary: INK_3,
    colorTextQuaternary: INK_3,
    colorTextDescription: INK_3,
    colorTextPlaceholder: INK_3,
    colorTextLabel: INK_2,
    colorBorder: '#aab4bf',
    colorBorderSecondary: '#d9dee4',
    colorBgLayout: '#f3f5f7',
    fontFamily: 'var(--font)',
    fontSize: 14,
    borderRadius: 4,
    controlHeight: 30,
    wireframe: false,
  },
  components: {
    Form: { itemMarginBottom: 16, labelColor: INK_2, verticalLabelPadding: '0 0 4px' },
    Tag: { defaultColor: INK_2 },
    Tabs: { horizontalMargin: '0 0 12px' },
  },
}
