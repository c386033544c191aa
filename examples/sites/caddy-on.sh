#!/bin/sh
# Gives lab hosts a Caddy as a person would have it, with what Chimera writes imported: caddy-on.sh SSH_CONFIG HOST ...
set -eu
config=$1
shift
for host in "$@"; do
    ssh -F "$config" "$host" 'mkdir -p /var/lib/web && cat >/var/lib/web/Caddyfile' <<'END_'
{
    # Not a port of the host's: whoever may write to the socket may change everything.
    admin unix//var/lib/web/caddy.sock
    # Certificates are files of the host's own.
    auto_https off
    log {
        output file /var/lib/web/caddy.log
        level WARN
    }
}
import /var/lib/chimera/folders/*/serving.caddy
END_
done
