#!/bin/sh
# Takes the site away: there was nothing before it.
set -eu
configuration='@configuration@'
release=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
PATH=$PATH:/usr/sbin:/sbin
rm -f "${release%/releases/*}/serving.conf"
if [ -d /run/systemd/system ] && systemctl cat nginx.service >/dev/null 2>&1; then
    systemctl reload nginx.service
else
    nginx -s reload -c "$configuration"
fi
