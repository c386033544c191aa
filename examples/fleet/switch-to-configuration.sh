#!@tools@/bin/sh
# Makes this system the one the host runs: links its files into /etc, replaces its services, names it /run/current-system.
# May be run again at any time and then changes nothing; exits above 0 when a file or a service could not be put in place.
set -eu
PATH=@tools@/bin
export PATH
system=$(dirname "$(dirname "$(readlink -f "$0")")")

# A link is replaced in one step: whoever looks sees the old one or the new one.
link() {
  [ "$(readlink "$2")" != "$1" ] || return 0
  ln -sfn "$1" "$2.chimera-new"
  mv -fT "$2.chimera-new" "$2"
}

# The files of a tree, relative to it; none when there is no such tree.
files_of() { [ -z "$1" ] || [ ! -d "$1/" ] || (cd "$1/" && find . -type f) | sed 's|^\./||'; }

# /etc/static is the whole tree; each file in /etc is a link into it. What only the old tree had goes away.
link_etc() {
  old=$(readlink /etc/static || :)
  link "$(readlink -f "$system/etc")" /etc/static
  files_of "$system/etc" | while read -r file; do
    mkdir -p "/etc/$(dirname "$file")"
    link "/etc/static/$file" "/etc/$file"
  done
  files_of "$old" | while read -r file; do
    [ -e "$system/etc/$file" ] || [ "$(readlink "/etc/$file")" != "/etc/static/$file" ] || rm "/etc/$file"
  done
}

runs() { [ -f "/run/services/$1.pid" ] && kill -0 "$(cat "/run/services/$1.pid")" 2>/dev/null; }

stop() {
  while runs "$1"; do
    kill -9 "$(cat "/run/services/$1.pid")" || :
    sleep 0.05
  done
  rm -f "/run/services/$1.pid" "/run/services/$1"
}

# A process listens when one of its descriptors is a TCP socket in state 0A, see proc(5).
listens() {
  for descriptor in "/proc/$1/fd/"*; do
    case $(readlink "$descriptor") in
      socket:*) inode=$(readlink "$descriptor" | tr -cd 0-9) ;;
      *) continue ;;
    esac
    ! grep -qs " 0A .* $inode " /proc/net/tcp /proc/net/tcp6 || return 0
  done
  return 1
}

# Started means listening; a service that ends before that has failed.
start() {
  service=$(readlink -f "$system/services/$1")
  address=$(cat /etc/lab/address 2>/dev/null || echo 127.0.0.1)
  setsid "$service/run" "$address" </dev/null >>"/var/log/$1.log" 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
  echo $! >"/run/services/$1.pid"
  until listens $!; do
    runs "$1" || { echo "the service $1 did not start, see /var/log/$1.log" >&2; return 1; }
    sleep 0.05
  done
  link "$service" "/run/services/$1"
}

replace_services() {
  mkdir -p /run/services
  for running in /run/services/*.pid; do
    name=$(basename "$running" .pid)
    [ ! -e "$running" ] || [ -e "$system/services/$name" ] || stop "$name"
  done
  for wanted in "$system"/services/*; do
    name=$(basename "$wanted")
    if runs "$name" && [ "$(readlink "/run/services/$name")" = "$(readlink -f "$wanted")" ]; then continue; fi
    stop "$name"
    start "$name"
  done
}

case "${1-}" in
  # The lab boots whatever its system profile names, so there is no boot entry to write.
  boot) ;;
  test | switch)
    link_etc
    link "$system" /run/current-system
    replace_services
    ;;
  *)
    echo "usage: switch-to-configuration test|switch|boot" >&2
    exit 2
    ;;
esac
