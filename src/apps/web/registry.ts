import { bulletinsScreens } from '../../capabilities/bulletins/screens/index.tsx'
import { contestsScreens } from '../../capabilities/contests/screens/index.tsx'
import { keyProjectsScreens } from '../../capabilities/key-projects/screens/index.tsx'
import { lightsScreens } from '../../capabilities/lights/screens/index.tsx'
import { assessmentScreens } from '../../capabilities/assessment/screens/index.tsx'
import { overviewScreens } from '../../capabilities/overview/screens/index.tsx'
import { organisationScreens } from '../../capabilities/organisation/screens/index.tsx'
import { progressReportsScreens } from '../../capabilities/progress-reports/screens/index.tsx'
import { dispatchesScreens } from '../../capabilities/dispatches/screens/index.tsx'
import { noticesScreens } from '../../capabilities/notices/screens/index.tsx'
import { obstaclesScreens } from '../../capabilities/obstacles/screens/index.tsx'
import { projectSupportScreens } from '../../capabilities/project-support/screens/index.tsx'
import { schedulesScreens } from '../../capabilities/schedules/screens/index.tsx'
import { targetsScreens } from '../../capabilities/targets/screens/index.tsx'
import type { CapabilityScreens } from '../../ui/screens.ts'

/** The screens of every capability, one line each; the router, the menu and the record pages are made from this list. */
export const screens: readonly CapabilityScreens[] = [
  overviewScreens,
  organisationScreens,
  targetsScreens,
  keyProjectsScreens,
  progressReportsScreens,
  projectSupportScreens,
  schedulesScreens,
  obstaclesScreens,
  noticesScreens,
  dispatchesScreens,
  assessmentScreens,
  lightsScreens,
  contestsScreens,
  bulletinsScreens,
]
