#!/bin/sh
# Installs what Chimera's tests and demo need and this machine lacks (Debian and its kin). Can be run again and again.
# Where it may not install, it prints the exact commands and exits with 11.
set -eu

missing=
need() { # need PROGRAM PACKAGE
    PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
need nix-store nix-bin
need ssh openssh-client
need sshd openssh-server
need tmux tmux
need sudo sudo
need sqlite3 sqlite3
need strace strace
need ssh-keygen openssh-client
need nginx nginx-light
need caddy caddy
need curl curl
[ -x /bin/busybox ] && /bin/busybox --list 2>/dev/null | grep -qx httpd || missing="$missing busybox-static"
ls /usr/lib/*/libsqlite3.so.0 >/dev/null 2>&1 || missing="$missing libsqlite3-0"

command -v dotnet >/dev/null 2>&1 || {
    echo 'error: the .NET 10 SDK is missing; install it from https://dotnet.microsoft.com/download' >&2
    exit 11
}
[ -n "$missing" ] || exit 0

missing=$(printf '%s\n' $missing | sort -u | tr '\n' ' ')
install="apt-get install -y --no-install-recommends $missing"
if [ "$(id -u)" = 0 ]; then as=
elif sudo -n true 2>/dev/null; then as='sudo -n'
else
    printf 'error: these packages are missing: %s\ninstall them with:\n  sudo apt-get update\n  sudo %s\n' "$missing" "$install" >&2
    exit 11
fi
command -v apt-get >/dev/null 2>&1 || {
    printf 'error: this is no Debian; install by hand what these packages hold: %s\n' "$missing" >&2
    exit 11
}
echo "installing: $missing" >&2
export DEBIAN_FRONTEND=noninteractive
# Nothing that is installed starts serving by itself.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ] && printf '#!/bin/sh\nexit 101\n' | $as tee "$policy" >/dev/null && $as chmod 755 "$policy"; then
    trap '$as rm -f "$policy"' EXIT
    trap 'exit 11' INT TERM
fi
{ $as apt-get update -qq && $as $install; } >/dev/null 2>&1 || {
    printf 'error: the installation failed; try by hand:\n  apt-get update\n  %s\n' "$install" >&2
    exit 11
}
