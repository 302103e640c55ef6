/**
 * Chromium's own switches, set before it starts. They close what no listener of a session sees: QUIC, UDP of WebRTC,
 * look-ups and connections ahead of time, and what the browser itself would fetch.
 */
export const switches: readonly (readonly [name: string, value?: string])[] = Object.freeze([
  ['disable-quic'],
  // No name is ever looked up in the browser: the way out does that, for hosts that may be reached.
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
] as const)
