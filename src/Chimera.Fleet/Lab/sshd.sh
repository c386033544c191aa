# Starts the host's sshd and waits until it listens. It detaches by itself, so it inherits no ignored signals.
start_sshd() {
  rm -f /run/sshd.pid
  /usr/sbin/sshd -f /etc/lab/sshd_config -E /var/log/sshd.log 3>&- 9>&- || return
  tries=0
  until [ -s /run/sshd.pid ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 500 ] || { tail -n 1 /var/log/sshd.log; return 1; }
    sleep 0.01
  done
}

sshd_runs() { [ -s /run/sshd.pid ] && read -r pid </run/sshd.pid && [ -d "/proc/$pid" ]; }

# Starts Nix's daemon and waits until it listens. The place of its socket lies in /run, so that it goes with the power; a disk that is full takes it all the same.
start_daemon() {
  [ ! -e /etc/lab/no-daemon ] || return 0
  mkdir -p /run/nix-daemon
  [ -L /nix/var/nix/daemon-socket ] || ln -s /run/nix-daemon /nix/var/nix/daemon-socket
  rm -f /run/nix-daemon/socket
  setsid env -i PATH="$PATH" HOME=/root nix-daemon >>/var/log/nix-daemon.log 2>&1 </dev/null 3>&- 9>&- &
  echo $! >/run/nix-daemon/pid
  tries=0
  until [ -S /run/nix-daemon/socket ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 500 ] || { tail -n 1 /var/log/nix-daemon.log; return 1; }
    sleep 0.01
  done
}

daemon_runs() { [ -s /run/nix-daemon/pid ] && read -r pid </run/nix-daemon/pid && [ -d "/proc/$pid" ]; }
