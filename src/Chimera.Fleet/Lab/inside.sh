# What is done inside a running lab host, as its root; $1 names the function.
set -eu
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH

kill_all() { # NAME
  for process in /proc/[0-9]*; do
    read -r name <"$process/comm" 2>/dev/null && [ "$name" = "$1" ] && kill -9 "${process#/proc/}" || :
  done
}

kill_sshd() {
  kill_all sshd
  while sshd_runs; do sleep 0.01; done
}

break_sshd() { kill_sshd; }

kill_daemon() {
  kill_all nix-daemon
  while daemon_runs; do sleep 0.01; done
  rm -f /run/nix-daemon/socket
}

break_daemon() {
  touch /etc/lab/no-daemon
  kill_daemon
}

break_freeze() {
  kill -STOP -1
  while sshd_runs && ! grep -q '^State:.T' "/proc/$pid/status"; do sleep 0.01; done
}

break_drift() {
  edited=$(cat /etc/motd)
  rm -f /etc/motd
  printf '%s\n' "$edited" "edited by hand" >/etc/motd
}

break_service() {
  for file in /run/services/*.pid; do
    [ -f "$file" ] || { echo "no service runs on this host"; return 1; }
    read -r pid <"$file"
    kill -9 "$pid" 2>/dev/null || :
  done
}

break_key() {
  rm -f /etc/lab/host_key /etc/lab/host_key.pub
  ssh-keygen -q -t ed25519 -N '' -C "$(hostname)" -f /etc/lab/host_key
  kill_sshd
  start_sshd
}

break_slow() {
  printf '%s\n' '#!/bin/sh' 'sleep 2' 'exec /bin/sh "$@"' >/etc/lab/slow-sh
  chmod 755 /etc/lab/slow-sh
  sed -i 's|:/bin/sh$|:/etc/lab/slow-sh|' /etc/passwd
}

# A real file system with a real end: /nix moves to an image file once, and stays there over boots.
break_disk() {
  [ -f /var/nix.img ] || {
    truncate -s "$(($(du -sm /nix | cut -f 1) + 256))M" /var/nix.img.new
    mkfs.ext4 -q -m 0 -d /nix /var/nix.img.new
    mv /var/nix.img.new /var/nix.img
    mount -o loop /var/nix.img /nix
    # It has mounts of its own, so it would go on with the old ones.
    kill_daemon
    start_daemon
  }
  fallocate -l "$(($(df -k --output=avail /nix | tail -n 1) - 64))K" /nix/ballast
}

# Undoes what is the lab's to undo; drift and dead services are left for Chimera to heal.
mend() {
  kill -CONT -1 2>/dev/null || :
  rm -f /nix/ballast
  sed -i 's|:/etc/lab/slow-sh$|:/bin/sh|' /etc/passwd
  rm -f /etc/lab/no-daemon
  daemon_runs || start_daemon
  sshd_runs || start_sshd
}

"$1"
