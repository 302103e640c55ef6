import type { ApiContents, ApiEvent, ElectronApi } from './electron-api.ts'
import type { Step } from './lock-down.ts'
import type { Page } from './page.ts'

/** Contents get the strictest handlers at birth, whoever makes them (B048); no site is offered a certificate of this machine (B079). */
export function watchStrangers(api: Pick<ElectronApi, 'app'>, page: () => Page | null): Step {
  const onCreated = (_event: ApiEvent, contents: ApiContents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
  }
  const onCertificate = (
    event: ApiEvent,
    contents: { readonly id: number } | null,
    _url: string,
    _list: unknown[],
    callback: (certificate?: undefined) => void,
  ) => {
    event.preventDefault()
    callback()
    const open = page()
    if (open !== null && contents?.id === open.contentsId) open.fail('login')
  }
  return {
    name: 'strangers',
    do() {
      api.app.on('web-contents-created', onCreated)
      api.app.on('select-client-certificate', onCertificate)
    },
    undo() {
      api.app.removeListener('web-contents-created', onCreated)
      api.app.removeListener('select-client-certificate', onCertificate)
    },
  }
}
