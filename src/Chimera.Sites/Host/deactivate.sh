#!/bin/sh
# Takes the site away: there was nothing before it.
set -eu
configuration='@configuration@'
release=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
place=${release%/releases/*}
PATH=$PATH:/usr/sbin:/sbin
@server@
rm -f "$place/$serving"
if [ -d /run/systemd/system ] && systemctl cat "$unit" >/dev/null 2>&1; then
    systemctl reload "$unit"
else
    take_in
fi
