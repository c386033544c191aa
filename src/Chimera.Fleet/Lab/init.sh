# The first process of a lab host; $1 is a file of shell functions.
# Its namespaces hold every process and mount of the host: when it is killed, they are gone.
set -eu
. "$1"
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
cd "$HOST_DIR"
exec 9>lock
flock -n 9 || { echo "the host is on already"; exit 1; }

# /proc is still the machine's, so this is the process as the machine sees it: pid, start time, and the machine's boot.
read -r stat </proc/self/stat
read -r boot </proc/sys/kernel/random/boot_id
set -- $stat
echo "$1 ${22} $boot" >init

# From here on through /mnt: the folder may lie under a path that is about to be covered.
mount --bind . /mnt
cd /mnt
mount -t overlay -o lowerdir=/etc,upperdir=/mnt/etc,workdir=/mnt/etc.work lab-etc /etc || {
  # Where the folder is itself on an overlay (a container), a copy has to do.
  [ -d etc.copy ] || { rm -rf etc.copy.new && cp -a /etc etc.copy.new && mv etc.copy.new etc.copy; }
  cp -a etc/. etc.copy/
  mount --bind etc.copy /etc
}
mount --bind var /var
if [ -f /var/nix.img ]; then mount -o loop /var/nix.img /nix; else mount --bind nix /nix; fi
mount --bind root /root
mount --bind home /home
mount -t tmpfs -o mode=755 lab-run /run
mount -t tmpfs -o mode=1777 lab-tmp /tmp
mount -t proc proc /proc
cd /
umount /mnt
mkdir /run/sshd /run/lock /run/services
hostname "$HOST_NAME"
[ "$SHELL_KIND" = machine ] || mount --bind /usr/bin/busybox "$(readlink -f /bin/sh)"

# A boot id of its own: what was armed before a power cut must be seen to be from another boot.
read -r uuid </proc/sys/kernel/random/uuid
echo "$uuid" >/run/boot_id
mount --bind /run/boot_id /proc/sys/kernel/random/boot_id

system=/nix/var/nix/profiles/system
if [ -e "$system/bin/switch-to-configuration" ]; then
  ln -s "$(readlink -f "$system")" /run/booted-system
  env -i PATH="$PATH" HOME=/root timeout 60 "$system/bin/switch-to-configuration" test 3>&- 9>&- || echo "the activation of $system failed"
fi
start_daemon
start_sshd

# With SIGCHLD ignored the kernel itself reaps every orphan of the host.
echo ready >&3
exec 3>&-
exec env --ignore-signal=CHLD sleep infinity
