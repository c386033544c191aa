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
