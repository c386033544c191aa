# Generations, numbered and switched exactly as nix-env does it (libstore/profiles.cc: createGeneration, switchLink),
# so that nix-env --list-generations and --rollback keep working.

# One that leads nowhere is none.
profile_is() { # GENERATION
  if [ "$1" = - ]; then [ ! -e "$profile" ]; else [ "$profile" -ef "$1" ]; fi
}

# Sets highest: the number of the newest generation, 0 if there is none.
newest_generation() {
  highest=0
  for link_ in "$profile"-*-link; do
    number_=${link_#"$profile"-}
    number_=${number_%-link}
    case $number_ in '' | *[!0-9]*) continue ;; esac
    [ "$number_" -le "$highest" ] || highest=$number_
  done
}

# One rename: the profile is the old or the new at any moment.
switch_link() { # NUMBER
  target_=${profile##*/}-$1-link
  temporary_=${profile%/*}/.chimera-${profile##*/}
  [ ! -L "$temporary_" ] || rm -f "$temporary_"
  ln -s "$target_" "$temporary_" &&
    { mv -fT "$temporary_" "$profile" 2>/dev/null || nix-env -p "$profile" --switch-generation "$1" >&2; }
}

# Who deletes old generations takes this one for such until the profile leads to it.
switch_to() { # NUMBER GENERATION
  switch_link "$1" && { profile_is "$2" || ln -s "$2" "$profile-$1-link"; }
}

# A new generation, unless the newest one is the same already.
profile_set() { # GENERATION
  newest_generation
  if [ "$highest" = 0 ] || [ ! "$profile-$highest-link" -ef "$1" ]; then
    highest=$((highest + 1))
    [ -d "${profile%/*}" ] || mkdir -p "${profile%/*}"
    ln -s "$1" "$profile-$highest-link" || return 1
  fi
  switch_to "$highest" "$1"
}

# Back to a generation that is there; it becomes a new one only if its number was deleted.
profile_return() { # GENERATION
  if [ "$1" = - ]; then
    rm -f "$profile"
  else
    found_=0
    for link_ in "$profile"-*-link; do
      number_=${link_#"$profile"-}
      number_=${number_%-link}
      case $number_ in '' | *[!0-9]*) continue ;; esac
      [ "$number_" -gt "$found_" ] && [ "$link_" -ef "$1" ] && found_=$number_
    done
    [ "$found_" != 0 ] || { profile_set "$1"; return; }
    switch_to "$found_" "$1"
  fi
}
