/** What some sites are, whatever one of their pages shows: a teacher should know before a child is let in. */
export type SiteKind = 'search' | 'strangers-write' | 'videos' | 'passes-on' | 'chat-machine'

/**
 * Sites that many people know, by the name above which their hosts stand. Ours, from breakout attempts B010, B011 and
 * B107: not complete, and no judgement of a page. Kept short on purpose: what is missing here is found by looking.
 */
const known: Readonly<Record<SiteKind, readonly string[]>> = {
  search: [
    'google.com',
    'google.co.uk',
    'bing.com',
    'duckduckgo.com',
    'yahoo.com',
    'ecosia.org',
    'kiddle.co',
    'startpage.com',
    'qwant.com',
  ],
  'strangers-write': [
    'reddit.com',
    'quora.com',
    'discord.com',
    'discord.gg',
    'facebook.com',
    'instagram.com',
    'x.com',
    'twitter.com',
    'tumblr.com',
    'pinterest.com',
    'pinterest.co.uk',
    'snapchat.com',
    'whatsapp.com',
    'telegram.org',
    'fandom.com',
    'wattpad.com',
    'roblox.com',
    'scratch.mit.edu',
    'padlet.com',
    'mumsnet.com',
  ],
  videos: ['youtube.com', 'youtu.be', 'youtube-nocookie.com', 'tiktok.com', 'twitch.tv', 'vimeo.com', 'dailymotion.com'],
  'passes-on': [
    'translate.goog',
    'translate.google.com',
    'webcache.googleusercontent.com',
    'cdn.ampproject.org',
    'web.archive.org',
    'archive.org',
    'archive.ph',
    'archive.today',
    'bit.ly',
    'tinyurl.com',
    't.co',
    'goo.gl',
    'croxyproxy.com',
    'proxysite.com',
    'hide.me',
    'github.io',
    'sites.google.com',
    'weebly.com',
    'wixsite.com',
    'blogspot.com',
    'wordpress.com',
  ],
  'chat-machine': [
    'chatgpt.com',
    'openai.com',
    'gemini.google.com',
    'copilot.microsoft.com',
    'claude.ai',
    'character.ai',
    'poe.com',
    'perplexity.ai',
  ],
}
/** A part of an address by which a page of any site takes its visitors or its content elsewhere, or lets strangers in. */
const signs: readonly (readonly [RegExp, SiteKind])[] = [
  [
    /[?&](?:url|u|to|next|continue|redirect(?:_?u(?:rl|ri))?|return(?:to|url)?|dest(?:ination)?|goto|target)=(?:https?(?::|%3a)|%2f%2f|\/\/)/i,
    'passes-on',
  ],
  [/\/(?:amp\/s|proxy|translate|cache)\//i, 'passes-on'],
  [/\/(?:forums?|comments?|chat|chatroom|community|message-?boards?|discussions?)(?:\/|$|\?)/i, 'strangers-write'],
  [/\/search(?:\/|$|\?)|[?&](?:q|query|search)=/i, 'search'],
]

/**
 * What is known of an address, without opening it: each kind once, in no order that matters. Empty for most, and for what
 * is no web address; empty never means "safe". Hosts count with everything below them.
 */
export function siteKinds(address: string): readonly SiteKind[] {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) return []
  const host = url.hostname.replace(/\.$/, '')
  const found = new Set<SiteKind>()
  for (const [kind, names] of Object.entries(known) as [SiteKind, readonly string[]][]) {
    if (names.some((name) => host === name || host.endsWith(`.${name}`))) found.add(kind)
  }
  for (const [sign, kind] of signs) if (sign.test(url.pathname + url.search)) found.add(kind)
  return [...found]
}
