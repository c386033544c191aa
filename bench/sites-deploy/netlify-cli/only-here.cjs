// Loaded before Netlify's command: nothing leaves this machine. The one service besides the API that the command asks in a deploy (the list of a site's extensions)
// is answered here with an empty list, so that it costs the command neither a request nor a byte.
'use strict'
const net = require('node:net')

const ask = globalThis.fetch
globalThis.fetch = (address, options) =>
  String(address).startsWith('https://api.netlifysdk.com/') ? Promise.resolve(Response.json([])) : ask(address, options)

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...given) {
  const { host, path } = net._normalizeArgs(given[0]?.host || given[0]?.path || given[0]?.port ? given : Array.isArray(given[0]) ? given[0] : given)[0]
  if (path === undefined && host !== '127.0.0.1') throw new Error(`Netlify's command wants to reach ${host}, which is not this machine`)
  return connect.apply(this, given)
}
