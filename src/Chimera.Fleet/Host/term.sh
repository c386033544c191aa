# Who decides. One process at a time acts on a rollout: the one that took its latest term, $dir/term.N ("pid start-time boot group").
# A term is taken by a hard link, which only one can make; when its process is gone, anybody may take the next one.

own_stat() { # sets self, at, group; in a subshell too, where $$ is not its own
  read -r stat_ </proc/self/stat
  self=${stat_%% *}
  set -- ${stat_##*) }
  group=$3 at=${20}
}

last_term() { # sets term; 0 if none was taken
  term=0
  for file_ in "$dir"/term.*; do
    number_=${file_##*.}
    case $number_ in *[!0-9]*) continue ;; esac
    [ "$number_" -le "$term" ] || term=$number_
  done
}

take_term() { # N GROUP : false if another was quicker. GROUP is - if the process shares its group with others
  own_stat
  read -r boot </proc/sys/kernel/random/boot_id
  printf '%s %s %s %s\n' "$self" "$at" "$boot" "$2" >"$dir/.term.$self"
  ln "$dir/.term.$self" "$dir/term.$1" 2>/dev/null && term=$1
}

# Whether the process of the latest term still runs; sets decider and decider_group.
decided_by_somebody() {
  last_term
  decider='' decider_group=-
  [ "$term" -gt 0 ] || return 1
  read -r decider at_ boot_ decider_group <"$dir/term.$term"
  read -r boot </proc/sys/kernel/random/boot_id
  [ "$boot_" = "$boot" ] || { decider_group=-; return 1; }
  is_running "$decider" "$at_"
}

# A process that is on its way out (PF_EXITING, proc(5)) decides nothing any more: its files close before it is gone.
is_running() { # PID START-TIME
  { read -r stat_ <"/proc/$1/stat"; } 2>/dev/null || return 1
  want_=$2
  set -- ${stat_##*) }
  [ "${20}" = "$want_" ] && [ "$1" != Z ] && [ "$1" != X ] && [ $(($7 & 4)) = 0 ]
}

# Processes that a dead decider left: its group (only when its leader is gone is the number certainly still the group's),
# its timer, and the activation it ran.
end_leftovers() { # DEAD-PID DEAD-GROUP
  case $2 in
    '' | -) ;;
    *) [ -e "/proc/$2" ] || kill -KILL "-$2" 2>/dev/null ;;
  esac
  ! left_running timer || kill -KILL "${left_%% *}" 2>/dev/null
  ! left_running task || task_kill
}

# MARK : sets task, to the head of its group where it has one of its own (around a command there may be a timeout).
left_running() {
  [ -r "$dir/$1" ] && read -r left_ <"$dir/$1" || return 1
  task=${left_%% *}
  set -- ${left_##*) }
  is_running "$task" "${20}" || return 1
  own_stat
  [ "$3" = "$group" ] || task=$3
}
