#!/bin/sh
# Says in one line how what this release made live stands: made, as bin/activate made it; overlaid, by a shift of ours that is whole; else it was changed here.
set -u
release=$(CDPATH='' cd -- "${0%/*}/.." && pwd)
serving=${release%/releases/*}/@serving@
digest() { sha256sum | sed 's/ .*//'; }
if [ ! -f "$serving" ] || [ -L "$serving" ]; then
    echo changed
elif [ "$(sha256sum <"$serving")" = "$(sed "s|@root@|$release/www|" "$release/site.conf" | sha256sum)" ]; then
    echo made
# Shifts are laid over balancers, which have no files.
elif [ ! -e "$release/www" ] && [ "$(sed -n 1p "$serving")" = "# chimera-shift $(sed 1d "$serving" | digest)" ]; then
    sed -n '2s/^# /overlaid /p' "$serving"
else
    echo changed
fi
