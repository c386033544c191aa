# Who decides. One process at a time acts on a rollout: the one that took its latest term, $dir/term.N ("pid start-time boot group").
# A term is taken by a hard link, which only one can make; when its process is gone, anybody may take the next one.

own_stat() { # sets self, at, group; in a subshell too, where $$ is not its own
  read -r stat_ </proc/self/stat
  self=${stat_%% *}
  set -- ${stat_##*) }
  group=$3 at=${20}
}

read_boot() { # sets boot, once
  [ -n "${boot-}" ] || read -r boot </proc/sys/kernel/random/boot_id
}

last_term() { # sets term; 0 if none was taken
  term=0
  for file_ in "$dir"/term.*; do
    number_=${file_##*.}
    case $number_ in *[!0-9]*) continue ;; esac
    [ "$number_" -le "$term" ] || term=$number_
  done
}

take_term() { # N [-] : false if another was quicker. - if the process shares its group with others
  own_stat
  read_boot
  printf '%s %s %s %s\n' "$self" "$at" "$boot" "${2-$group}" >"$dir/.term.$self" &&
    ln "$dir/.term.$self" "$dir/term.$1" 2>/dev/null && term=$1
}

# Whether the process of the latest term still runs; sets decider, decider_since and decider_group.
decided_by_somebody() {
  last_term
  decider='' decider_since='' decider_group=-
  [ "$term" -gt 0 ] || return 1
  read -r decider decider_since boot_ decider_group <"$dir/term.$term"
  read_boot
  [ "$boot_" = "$boot" ] || { decider_group=-; return 1; }
  is_running "$decider" "$decider_since"
}

# A process that is on its way out (PF_EXITING, proc(5)) decides nothing any more: its files close before it is gone.
is_running() { # PID START-TIME
  is_there "$1" "$2" && [ "$run_" != Z ] && [ "$run_" != X ] && [ $((flags_ & 4)) = 0 ]
}

# Running or dead, but not waited for yet.
is_there() { # PID START-TIME
  { read -r stat_ <"/proc/$1/stat"; } 2>/dev/null || return 1
  want_=$2
  set -- ${stat_##*) }
  run_=$1 flags_=$7
  [ "${20}" = "$want_" ]
}

# Lets go of the term while the process goes on.
abdicate() {
  : >"$dir/term.$term"
}

# Processes that a dead decider left: its group, its timer, and the activation it ran. The number of a group is certainly
# still the group's only when its leader is gone, or is the dead decider itself.
end_leftovers() { # DEAD-PID START-TIME GROUP
  case $3 in
    '' | -) ;;
    *) [ -e "/proc/$3" ] && ! is_there "$3" "$2" || kill -KILL "-$3" 2>/dev/null ;;
  esac
  ! left_running timer || kill -KILL "$left_" 2>/dev/null
  ! left_running task || group_kill "$left_"
}

left_running() { # MARK : sets left_
  [ -r "$dir/$1" ] && read -r left_ left_at_ <"$dir/$1" && is_running "$left_" "$left_at_"
}
