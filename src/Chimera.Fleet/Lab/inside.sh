# What is done inside a running lab host, as its root; $1 names the function.
set -eu
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH

kill_sshd() {
  for process in /proc/[0-9]*; do
    read -r name <"$process/comm" 2>/dev/null && [ "$name" = sshd ] && kill -9 "${process#/proc/}" || :
  done
  while sshd_runs; do sleep 0.01; done
}

break_sshd() { kill_sshd; }

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
  }
  fallocate -l "$(($(df -k --output=avail /nix | tail -n 1) - 64))K" /nix/ballast
}

# Undoes what is the lab's to undo; drift and dead services are left for Chimera to heal.
mend() {
  kill -CONT -1 2>/dev/null || :
  rm -f /nix/ballast
  sed -i 's|:/etc/lab/slow-sh$|:/bin/sh|' /etc/passwd
  sshd_runs || start_sshd
}

"$1"
