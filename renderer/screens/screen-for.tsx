import type { KioskView, Screen } from '#core/contract/view.ts'
import { AgreementScreen } from './agreement.tsx'
import { AskTeacherScreen } from './ask-teacher.tsx'
import { AskedScreen } from './asked.tsx'
import { CallingScreen } from './calling.tsx'
import { ClassesScreen } from './classes.tsx'
import { ClosedScreen } from './closed.tsx'
import { FindGrownUpScreen } from './find-grown-up.tsx'
import { HelpersScreen } from './helpers.tsx'
import { IdleScreen } from './idle.tsx'
import { LettersScreen } from './letters.tsx'
import { NotEnrolledScreen } from './not-enrolled.tsx'
import { NoticeScreen } from './notice.tsx'
import { OpeningScreen } from './opening.tsx'
import { OutOfOrderScreen } from './out-of-order.tsx'
import { PageScreen } from './page.tsx'
import { PersonalScreen } from './personal.tsx'
import { PupilsScreen } from './pupils.tsx'
import { QuestionScreen } from './question.tsx'
import { ReportScreen } from './report.tsx'
import { ReportFailed } from './report-failed.tsx'
import { SecretScreen } from './secret.tsx'
import { ShelfScreen } from './shelf.tsx'
import { StaffScreen } from './staff.tsx'
import { StartingScreen } from './starting.tsx'
import { TellScreen } from './tell.tsx'
import { ThanksScreen } from './thanks.tsx'
import { ThinkScreen } from './think.tsx'

/** The kiosk decides which screen; this draws it. Another kind, child or link starts the screen anew. */
export function ScreenFor({ view }: { readonly view: KioskView | null }) {
  if (view === null) return <StartingScreen />
  return <Drawn key={view.screen.kind} screen={view.screen} view={view} />
}

function Drawn({ screen, view }: { readonly screen: Screen; readonly view: KioskView }) {
  switch (screen.kind) {
    case 'starting':
      return <StartingScreen />
    case 'not-enrolled':
      return <NotEnrolledScreen screen={screen} />
    case 'out-of-order':
      return <OutOfOrderScreen screen={screen} />
    case 'classes':
      return <ClassesScreen screen={screen} />
    case 'pupils':
      return <PupilsScreen key={screen.class.id} screen={screen} />
    case 'secret':
      return <SecretScreen key={screen.pupil.id} screen={screen} />
    case 'ask-teacher':
      return <AskTeacherScreen screen={screen} />
    case 'agreement':
      return <AgreementScreen screen={screen} stage={view.stage} />
    case 'notice':
      return <NoticeScreen />
    case 'question':
      return <QuestionScreen />
    case 'shelf':
      return <ShelfScreen screen={screen} view={view} />
    case 'opening':
      return <OpeningScreen screen={screen} />
    case 'page':
      return <PageScreen screen={screen} />
    case 'think':
      return <ThinkScreen key={`${screen.tile.id} ${screen.prompt}`} screen={screen} />
    case 'personal':
      return <PersonalScreen key={`${screen.tile.id} ${screen.what.join(' ')}`} screen={screen} />
    case 'asked':
      return <AskedScreen />
    case 'closed':
      return <ClosedScreen screen={screen} />
    case 'find-grown-up':
      return <FindGrownUpScreen />
    case 'tell':
      return <TellScreen screen={screen} />
    case 'calling':
      return <CallingScreen screen={screen} />
    case 'report':
      return <ReportScreen screen={screen} stage={view.stage} />
    case 'thanks':
      return (
        <ThanksScreen
          isSignedIn={view.who !== null}
          isOnline={view.online && screen.held !== true}
          isPractice={screen.practice}
          mayBeAnswered={screen.answer === true}
        />
      )
    case 'report-failed':
      return <ReportFailed />
    case 'helpers':
      return <HelpersScreen screen={screen} />
    case 'letters':
      return <LettersScreen key={screen.at} screen={screen} isSignedIn={view.who !== null} />
    case 'idle':
      return <IdleScreen />
    case 'staff':
      return <StaffScreen />
  }
}
