/**
 * The functions that every PAC file may call, as text for the sandbox, which has no `import`. Their meaning is that of
 * Netscape's first PAC document, as browsers have kept it. `lookUp(host)` (an IPv4 address, or null) and `ownAddress()`
 * are the sandbox's.
 */
export const pacFunctions = `
var isPlainHostName = function (host) { return host.indexOf('.') < 0 }
var dnsDomainIs = function (host, domain) { host = String(host).toLowerCase(); domain = String(domain).toLowerCase(); return host.length >= domain.length && host.slice(host.length - domain.length) === domain }
var localHostOrDomainIs = function (host, full) { return host === full || (host.indexOf('.') < 0 && full.lastIndexOf(host + '.', 0) === 0) }
var dnsResolve = function (host) { return lookUp(String(host)) }
var isResolvable = function (host) { return dnsResolve(host) !== null }
var myIpAddress = function () { return ownAddress() }
var dnsDomainLevels = function (host) { return String(host).split('.').length - 1 }
var alert = function () {}
var convert_addr = function (text) {
  var parts = /^(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})$/.exec(String(text))
  if (!parts || parts.slice(1).some(function (part) { return Number(part) > 255 })) return null
  return ((Number(parts[1]) << 24) | (Number(parts[2]) << 16) | (Number(parts[3]) << 8) | Number(parts[4])) >>> 0
}
var isInNet = function (host, net, mask) {
  var address = convert_addr(host)
  if (address === null) { var found = dnsResolve(host); address = found === null ? null : convert_addr(found) }
  var network = convert_addr(net), bits = convert_addr(mask)
  return address !== null && network !== null && bits !== null && ((address & bits) >>> 0) === ((network & bits) >>> 0)
}
var shExpMatch = function (text, pattern) {
  // Without a regular expression: a pattern of many stars would make one take for ever.
  text = String(text); pattern = String(pattern)
  var t = 0, p = 0, star = -1, mark = 0
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === '*') { star = p++; mark = t }
    else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) { p++; t++ }
    else if (star >= 0) { p = star + 1; t = ++mark }
    else return false
  }
  while (p < pattern.length && pattern[p] === '*') p++
  return p === pattern.length
}
var __days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
var __months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
var __clock = function (given) {
  var list = Array.prototype.slice.call(given)
  var isUniversal = list[list.length - 1] === 'GMT'
  if (isUniversal) list.pop()
  var now = new Date()
  var get = function (what) { return isUniversal ? now['getUTC' + what]() : now['get' + what]() }
  return { list: list, get: get }
}
var __between = function (low, now, high) { return low <= high ? low <= now && now <= high : now >= low || now <= high }
var weekdayRange = function () {
  var at = __clock(arguments)
  var from = __days.indexOf(at.list[0]), to = at.list.length > 1 ? __days.indexOf(at.list[1]) : from
  return from >= 0 && to >= 0 && __between(from, at.get('Day'), to)
}
var timeRange = function () {
  var at = __clock(arguments), list = at.list.map(Number)
  var now = at.get('Hours') * 3600 + at.get('Minutes') * 60 + at.get('Seconds')
  if (list.length === 1) return at.get('Hours') === list[0]
  var half = list.length / 2
  var seconds = function (parts) { return parts[0] * 3600 + (parts[1] || 0) * 60 + (parts[2] || 0) }
  return __between(seconds(list.slice(0, half)), now, seconds(list.slice(half)) - (list.length < 6 ? 1 : 0))
}
var dateRange = function () {
  var at = __clock(arguments)
  var read = function (part) {
    var month = __months.indexOf(part)
    if (month >= 0) return ['month', month]
    return Number(part) > 31 ? ['year', Number(part)] : ['day', Number(part)]
  }
  var weight = { year: 10000, month: 100, day: 1 }, field = { year: 'FullYear', month: 'Month', day: 'Date' }
  var parts = at.list.map(read)
  var half = parts.length === 1 ? 1 : parts.length / 2
  var value = function (some) { return some.reduce(function (sum, part) { return sum + part[1] * weight[part[0]] }, 0) }
  var from = parts.slice(0, half), to = parts.length === 1 ? from : parts.slice(half)
  var now = from.reduce(function (sum, part) { return sum + at.get(field[part[0]]) * weight[part[0]] }, 0)
  return __between(value(from), now, value(to))
}
`
