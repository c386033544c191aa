# How a toplevel is made live. Output goes to $dir/log.

# Sets kind; false if the toplevel cannot be activated.
activation_of() { # TOPLEVEL
  if [ -x "$1/bin/switch-to-configuration" ]; then
    kind=switch
  elif [ -x "$1/deploy-rs-activate" ]; then
    kind=deploy-rs
  elif [ -x "$1/bin/activate" ]; then
    kind=bin/activate
  elif [ -x "$1/activate" ]; then
    kind=activate
  else
    kind=none
    return 1
  fi
}

# Sets kind; false if the toplevel cannot take away what it made live.
deactivation_of() { # TOPLEVEL
  activation_of "$1" && [ "$kind" = bin/activate ] && [ -x "$1/bin/deactivate" ] && kind=bin/deactivate
}

# ACTION is test, boot or switch in NixOS's sense. A deploy-rs profile is given the toplevel itself as PROFILE, since
# the profile does not point to it while it is on trial.
start_activation() { # ACTION TOPLEVEL
  task_mark=$dir/task task_until=$dir/term.$((term + 1))
  case $kind in
    switch) task_start "$dir/log" "$2/bin/switch-to-configuration" "$1" ;;
    deploy-rs) task_start "$dir/log" sh -c 'cd "$1" && PROFILE=$1 exec ./deploy-rs-activate' activate "$2" ;;
    *) task_start "$dir/log" "$2/$kind" ;;
  esac
}

# Runs to its end or its limit; sets code.
activate() { # ACTION TOPLEVEL
  fifo=$dir/poke
  timer_start "$limit"
  start_activation "$1" "$2"
  task_finish
}

# What is live, for profiles whose systems do not say so themselves.
now_live() { # GENERATION or -
  if [ "$1" = - ]; then [ ! -e "$state/live" ] || rm -f "$state/live"; else printf '%s\n' "$1" >"$state/live"; fi
}

# Whether the system says by itself what is live: then its word counts.
live_link() { # sets link to /run/current-system or to nothing
  link=
  [ "$profile" != "$root/nix/var/nix/profiles/system" ] || [ ! -L "$root/run/current-system" ] || link=$root/run/current-system
}

live_is() { # GENERATION
  live_link
  if [ -n "$link" ]; then
    [ "$link" -ef "$1" ]
  elif [ -r "$state/live" ]; then
    read -r live_ <"$state/live" && [ "$live_" = "$1" ]
  else
    [ "$1" = - ]
  fi
}
