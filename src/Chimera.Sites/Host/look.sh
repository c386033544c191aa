#!/bin/sh
# Says in one line how what a balancer made live stands: made, as it made it; overlaid, by a shift of ours that is whole; else it was changed here.
set -u
release=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
serving=${release%/releases/*}/@serving@
digest() { sha256sum | sed 's/ .*//'; }
if [ ! -f "$serving" ] || [ -L "$serving" ]; then
    echo changed
elif [ "$(digest <"$serving")" = "$(digest <"$release/site.conf")" ]; then
    echo made
elif [ "$(sed -n 1p "$serving")" = "# chimera-shift $(sed 1d "$serving" | digest)" ]; then
    sed -n '2s/^# /overlaid /p' "$serving"
else
    echo changed
fi
