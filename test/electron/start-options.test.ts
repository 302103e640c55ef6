import { expect, it } from 'vitest'
import { readStartOptions } from '#electron/start-options.ts'
import { switches } from '#electron/switches.ts'

it.each([
  '--inspect',
  '--inspect-brk=127.0.0.1:9229',
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--user-data-dir=/tmp/mine',
  '--no-sandbox',
  '--disable-web-security',
  '--ignore-certificate-errors',
  '--load-extension=/tmp/x',
  '--proxy-server=127.0.0.1:1',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--js-flags=--expose-gc',
  '--some-switch-of-tomorrow',
  '-r',
])('B067 does not start with %s', (arg) => {
  for (const args of [[arg], ['https://garden.example/', arg], ['--hub', 'http://127.0.0.1:4000', arg]])
    expect(() => readStartOptions(args)).toThrow(expect.objectContaining({ code: 'HG_COMMAND' }))
})

it('B067 B114 drops an address or a file that it is started with', () => {
  expect(readStartOptions(['https://evil.example/', 'file.html', '--ozone-platform=wayland', '--disable-gpu'])).toEqual({
    data: null,
    hub: '',
    hubAuthority: undefined,
    upstream: undefined,
    code: undefined,
    name: 'Kiosk',
  })
})

it('reads where the kiosk keeps things and which hub is its own', () => {
  const args = [
    '--data',
    '/srv/kiosk',
    '--hub',
    'https://hub.school.example',
    '--hub-authority',
    '/etc/school.pem',
    '--upstream',
    '/etc/upstream.json',
    '--code',
    'ABCD2345',
    '--name',
    'Oak 3',
  ]
  expect(readStartOptions(args)).toEqual({
    data: '/srv/kiosk',
    hub: 'https://hub.school.example',
    hubAuthority: '/etc/school.pem',
    upstream: '/etc/upstream.json',
    code: 'ABCD2345',
    name: 'Oak 3',
  })
})

it('B103 B104 sets these switches of Chromium and no others', () => {
  expect(switches).toStrictEqual([
    ['disable-quic'],
    ['host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    ['webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
    ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
    ['dns-prefetch-disable'],
    ['no-pings'],
    ['disable-background-networking'],
    ['disable-component-update'],
    ['disable-domain-reliability'],
    ['disable-sync'],
    ['disable-speech-api'],
    ['disable-notifications'],
    ['overscroll-history-navigation', '0'],
    [
      'disable-features',
      'BackForwardCache,BackgroundFetch,DialMediaRouteProvider,DocumentPictureInPictureAPI,HardwareMediaKeyHandling,MediaRouter,Prerender2,PrivateStateTokens,Translate,WebTransport',
    ],
  ])
})
