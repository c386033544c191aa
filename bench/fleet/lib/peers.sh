# The turns of the peers, each with its best settings. Needs $work, $system, $profile, $check and a lab.

host_names() { for host in "$work"/lab/hosts/*; do echo "${host##*/}"; done; }

peer_options="-F $work/lab/ssh_config"
shared_options="$peer_options -o ControlMaster=auto -o ControlPersist=60 -o ControlPath=$work/masters/%C"

# Connections that a tool leaves open would be warm in its next turn.
close_masters() {
    [ -n "$(ls "$work/masters")" ] || return 0
    for host in $(host_names); do
        # shellcheck disable=SC2086
        ssh $shared_options -O exit "$host" 2>/dev/null || :
    done
}

colmena() { # SSH_OPTIONS: every host by peers/colmena-host, 16 at a time
    host_names | sed 's/.*/"&"/' >"$work/names"
    xargs -a "$work/names" -P 16 -I '{}' "$here/peers/colmena-host" "$1" "$profile" "$system" "$check" '{}'
}

write_ansible() {
    host_names >"$work/inventory"
    cat >"$work/ansible.cfg" <<END_
[defaults]
inventory = $work/inventory
forks = 16
gathering = explicit
interpreter_python = /usr/bin/python3
stdout_callback = minimal
local_tmp = $work/ansible
retry_files_enabled = False
[ssh_connection]
ssh_args = $shared_options
pipelining = True
END_
    export ANSIBLE_CONFIG="$work/ansible.cfg"
}
playbook() { # NAME
    ansible-playbook "$here/peers/$1.yml" \
        -e "{\"system\": \"$system\", \"profile\": \"$profile\", \"check\": \"$check\", \"ssh_options\": \"$shared_options\"}"
}
