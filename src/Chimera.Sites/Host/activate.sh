#!/bin/sh
# Makes this release what visitors get: its configuration takes the place of the one before, is tested, and is taken in by the web server.
# Any release may be activated again at any time; that is the way back. A file as argument takes the place of its configuration for a while.
set -eu
configuration='@configuration@'
release=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
place=${release%/releases/*}
PATH=$PATH:/usr/sbin:/sbin
@server@
command -v "$program" >/dev/null || { echo "there is no $program on this host" >&2; exit 1; }

before=$place/serving.before
ours=$place/serving.ours
sed "s|@root@|$release/www|" "${1:-$release/site.conf}" >"$place/serving.new"
rm -f "$before" "$ours"
[ ! -e "$place/$serving" ] || ln "$place/$serving" "$before"
mv -f "$place/serving.new" "$place/$serving"

# What was there before takes its place again. Where that is refused too, the fault is not here: ours stays, for when the fault is mended.
back() {
    ln "$place/$serving" "$ours" || :
    if [ -e "$before" ]; then mv -f "$before" "$place/$serving"; else rm -f "$place/$serving"; fi
    if [ -e "$ours" ] && ! read_all >/dev/null 2>&1; then mv -f "$ours" "$place/$serving"; fi
    rm -f "$ours"
    exit 1
}

# All of the configuration as the web server reads it, or what is wrong with it.
if ! whole=$(read_all 2>&1); then
    printf '%s\n' "$whole" | tail -n 5 >&2
    back
fi
is_included || {
    echo "$configuration does not include $place/$serving: $remedy" >&2
    back
}

# What is laid over for a while has no other way back; a release has its supervisor's, and stays until that is gone.
not_taken_in() {
    [ -z "${1-}" ] || back
    rm -f "$before"
    exit 1
}
if [ -d /run/systemd/system ] && systemctl cat "$unit" >/dev/null 2>&1; then
    systemctl reload-or-restart "$unit" || not_taken_in "$@"
else
    take_in 2>/dev/null || begin || not_taken_in "$@"
fi
rm -f "$before"
