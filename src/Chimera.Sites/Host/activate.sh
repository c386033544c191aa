#!/bin/sh
# Makes this release what visitors get: its configuration takes the place of the one before, is tested, and is taken in by nginx.
# Any release may be activated again at any time; that is the way back. A file as argument takes the place of its configuration for a while.
set -eu
configuration='@configuration@'
release=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
place=${release%/releases/*}
PATH=$PATH:/usr/sbin:/sbin
command -v nginx >/dev/null || { echo 'there is no nginx on this host' >&2; exit 1; }

sed "s|@root@|$release/www|" "${1:-$release/site.conf}" >"$place/serving.new"
rm -f "$place/serving.before"
[ ! -e "$place/serving.conf" ] || ln "$place/serving.conf" "$place/serving.before"
mv -f "$place/serving.new" "$place/serving.conf"

back() {
    if [ -e "$place/serving.before" ]; then mv -f "$place/serving.before" "$place/serving.conf"; else rm -f "$place/serving.conf"; fi
}

# All of the configuration as nginx reads it, or what is wrong with it.
if ! whole=$(nginx -T -c "$configuration" 2>&1); then
    printf '%s\n' "$whole" | tail -n 5 >&2
    rm -f "$place/serving.ours"
    ln "$place/serving.conf" "$place/serving.ours" || :
    back
    # Where what was there before is refused too, the fault is not here: this stays, so that nginx gets it when the fault is mended.
    if [ -e "$place/serving.ours" ] && ! nginx -t -q -c "$configuration" 2>/dev/null; then
        mv -f "$place/serving.ours" "$place/serving.conf"
    fi
    rm -f "$place/serving.ours"
    exit 1
fi
case $whole in
*"# configuration file $place/serving.conf:"*) ;;
*)
    echo "$configuration does not include $place/serving.conf: add 'include ${place%/*}/*/serving.conf;' to its http block" >&2
    back
    exit 1
    ;;
esac
rm -f "$place/serving.before"

if [ -d /run/systemd/system ] && systemctl cat nginx.service >/dev/null 2>&1; then
    systemctl reload-or-restart nginx.service
else
    nginx -s reload -c "$configuration" 2>/dev/null || nginx -c "$configuration"
fi
