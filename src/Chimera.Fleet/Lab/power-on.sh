# Powers a lab host on: completes its folder, then starts its first process in namespaces of its own. Exits 0 once sshd listens.
# Data: $1 the program of the first process, $2 its functions; HOST_DIR, HOST_NAME, HOST_ADDRESS, SSH_PORT, KEX, MAX_STARTUPS, TEMPLATE,
# CLIENT_KEY, SHELL_KIND.
set -eu
umask 022
cd "$HOST_DIR"
: >console.log

# What survives a power cut: nix is /nix, etc the layer over the machine's /etc, var, root and home are themselves.
mkdir -p etc/lab etc/nix etc/sudoers.d etc.work var/lib/chimera var/log var/tmp var/empty root home/deploy
[ -d nix ] || { rm -rf nix.new && cp -a "$TEMPLATE" nix.new && mv nix.new nix; }
[ -f etc/lab/host_key ] || {
  rm -f host_key host_key.pub
  ssh-keygen -q -t ed25519 -N '' -C "$HOST_NAME" -f host_key
  mv host_key.pub etc/lab/ && mv host_key etc/lab/
}

# Once only: later the host's own system may have put links here, which must not be followed from outside.
[ -f etc/lab/address ] || {
  chmod 1777 var/tmp
  chmod 700 root
  chown 2000:65534 home/deploy
  ln -sfn /run var/run
  cat >etc/passwd <<END
root:*:0:0:root:/root:/bin/sh
sshd:*:100:65534::/run/sshd:/usr/sbin/nologin
nobody:*:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
deploy:*:2000:65534:deploy user:/home/deploy:/bin/sh
END
  echo 'deploy ALL=(root) NOPASSWD: /bin/sh' >etc/sudoers.d/lab
  chmod 440 etc/sudoers.d/lab
  printf '%s\n' >etc/nix/nix.conf 'sandbox = false' 'substituters =' 'build-users-group =' 'gc-reserved-space = 0' \
    'experimental-features = nix-command flakes'
  echo "This is $HOST_NAME, a host of a Chimera lab." >etc/motd
  echo "$HOST_NAME" >etc/hostname
  printf '%s\n' "127.0.0.1 localhost" "$HOST_ADDRESS $HOST_NAME self.lab" >etc/hosts
  echo "$HOST_ADDRESS" >etc/lab/address
}
cp "$CLIENT_KEY" etc/lab/authorized_keys
cat >etc/lab/sshd_config <<END
Port $SSH_PORT
ListenAddress $HOST_ADDRESS
HostKey /etc/lab/host_key
AuthorizedKeysFile /etc/lab/authorized_keys
PidFile /run/sshd.pid
KexAlgorithms $KEX
MaxStartups $MAX_STARTUPS
Subsystem sftp internal-sftp
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
StrictModes no
PrintMotd no
PrintLastLog no
END

# The first process writes "ready" to descriptor 3, or it ends and the pipe closes.
setsid --fork unshare --mount --pid --uts --fork --kill-child sh "$1" "$2" 3>&1 >>console.log 2>&1 </dev/null |
  { read -r state && [ "$state" = ready ]; }
