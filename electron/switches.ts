/**
 * Chromium's own switches, set before it starts. They close what no listener of a session sees: QUIC, UDP of WebRTC,
 * look-ups and connections ahead of time, and what the browser itself would fetch.
 */
export const switches: readonly (readonly [name: string, value?: string])[] = Object.freeze([
  ['disable-quic'],
  ['webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['dns-prefetch-disable'],
  ['no-pings'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['overscroll-history-navigation', '0'],
  [
    'disable-features',
    'DialMediaRouteProvider,DocumentPictureInPictureAPI,HardwareMediaKeyHandling,MediaRouter,Prerender2,Translate,WebTransport',
  ],
] as const)
