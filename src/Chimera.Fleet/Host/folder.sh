# Folders of files as generations: releases/DIGEST beside their profile, each whole under its name or not there at all.

# Makes NEW from what stays of BASE (hard links) and what stdin brings: LIST bytes of names to take out first, each ended by NUL, then
# a tar. It is put in its place when the manifest of what came to be has the digest that was asked for.
op_folder() { # plain | gzip PROFILE ROLLOUT NEW BASE BASE-DIGEST DIGEST LIST
  locate "$2" "$3"
  releases=${profile%/*}/releases
  release_or_misuse "$4"
  [ "$5" = - ] || { release_or_misuse "$5"; digest_or_misuse "$6"; }
  digest_or_misuse "$7"
  number_or_misuse "$8"
  case $1 in plain | gzip) ;; *) misuse compression ;; esac
  for tool_ in cp dd df find gzip mkdir mv rm sed sha256sum sort sync tar xargs; do
    command -v "$tool_" >/dev/null 2>&1 || refuse no-tool "$tool_"
  done
  umask 022
  LC_ALL=C
  export LC_ALL
  mkdir -p "$releases" || give_up
  clear_leftovers
  work=$releases/.$rollout.$self.$at
  mkdir "$work" || give_up
  (
    prune "$4" "$5"
    [ -d "$4" ] || make_release "$1" "$4" "$5" "$6" "$7" "$8"
    printf 'state whole\n'
  )
  code_=$?
  rm -rf "$work"
  return "$code_"
}

# What a generation of ours holds.
op_folder_manifest() { # PROFILE GENERATION
  locate "$1"
  releases=${profile%/*}/releases
  release_or_misuse "$2"
  [ -f "$2/manifest" ] && cat "$2/manifest"
}

release_or_misuse() { # PATH
  case $1 in "$releases"/*) digest_or_misuse "${1##*/}" ;; *) misuse release ;; esac
  [ "$1" = "$releases/${1##*/}" ] || misuse release
}

digest_or_misuse() {
  case $1 in *[!0-9a-f]*) misuse digest ;; esac
  [ "${#1}" = 64 ] || misuse digest
}

# What somebody began who is gone. Sets self and at.
clear_leftovers() {
  for left_ in "$releases"/.*; do
    name_=${left_##*/}
    left_at_=${name_##*.} name_=${name_%.*}
    left_pid_=${name_##*.}
    case $left_pid_-$left_at_ in -* | *- | *[!0-9-]*) continue ;; esac
    is_there "$left_pid_" "$left_at_" || rm -rf "$left_"
  done
  own_stat
}

make_release() { # plain | gzip NEW BASE BASE-DIGEST DIGEST LIST
  if [ "$3" = - ]; then
    mkdir "$work/new" || give_up
  else
    digest_of "$3/manifest"
    [ "$sum" = "$4" ] || refuse other-base "${sum:--}"
    cp -al "$3" "$work/new" || give_up
    # Nothing may lead out of it while names are taken out and put in.
    [ -z "$(find "$work/new" ! -type d ! -type f)" ] || refuse differs base
  fi
  cd "$work/new" || exit 1
  # A file that is replaced is taken out first: its bytes are those of the other generations too.
  [ "$6" = 0 ] || dd bs="$6" count=1 iflag=fullblock 2>/dev/null | xargs -0 rm -rf -- || give_up
  # The time is that of the change, since what serves a file tells by it whether it is another.
  case $1 in
    plain) tar -xmof - ;;
    gzip) gzip -dc | tar -xmof - ;;
  esac || give_up
  umask 333
  manifest_of_all >"$work/manifest"
  umask 022
  digest_of "$work/manifest"
  [ "$sum" = "$5" ] || { is_full && give_up; refuse differs "${sum:--}"; }
  mv "$work/manifest" manifest || give_up
  sync -f . 2>/dev/null || sync
  # Somebody else may have made the same meanwhile.
  mv -T "$work/new" "$2" || [ -d "$2" ] || give_up
  durable "$releases"
}

# What a tool says of a full disk, each says in its own words or not at all.
give_up() {
  ! is_full || refuse no-room
  exit 1
}

is_full() {
  df -P -k "$releases/." | {
    read -r _
    read -r _ _ _ free_ _ && [ "$free_" -lt 64 ]
  }
}

# All files below here as sha256sum -c reads them, the executable ones with *, by the bytes of their names. What is no file or folder, or
# has other modes, gets a line that no manifest has. coreutils writes a backslash as two and one before the line; busybox does not.
manifest_of_all() {
  find . -type d -perm 0755 -o -type f -perm 0444 -exec sha256sum {} + \
    -o -type f -perm 0555 -exec sh -c 'sha256sum "$@" | sed "s/ [ *]/ */"' sha256sum {} + -o -print |
    sed '/^\\/{s///;s/\\\\/\\/g;}' | sort -k 2
}

digest_of() { # FILE : sets sum, to nothing where there is none; a pipe has no end
  sum=
  [ ! -f "$1" ] || { sum=$(sha256sum <"$1"); } 2>/dev/null
  sum=${sum%% *}
}

# The last ten generations stay, and whatever is live, on trial, or rooted for a rollout.
prune() { # NEW BASE
  for link_ in "$profile"-*-link; do
    number_of_link "$link_" || continue
    mine_=$number_ later_=0
    for other_ in "$profile"-*-link; do
      ! number_of_link "$other_" || [ "$number_" -le "$mine_" ] || later_=$((later_ + 1))
    done
    [ "$later_" -lt 10 ] || [ "$profile" -ef "$link_" ] || rm -f "$link_"
  done
  for folder_ in "$releases"/*; do
    [ ! -d "$folder_" ] || [ "$folder_" = "$1" ] || [ "$folder_" = "$2" ] || is_needed "$folder_" || mv "$folder_" "$work/${folder_##*/}"
  done
  for folder_ in "$work"/*; do
    [ ! -d "$folder_" ] || rm -rf "$folder_"
  done
}

number_of_link() { # LINK : sets number_
  number_=${1#"$profile"-}
  number_=${number_%-link}
  case $number_ in '' | *[!0-9]*) return 1 ;; esac
}

is_needed() { # GENERATION
  for link_ in "$profile" "$profile"-*-link "$roots"/*; do
    [ ! "$link_" -ef "$1" ] || return 0
  done
  live_is "$1" || { read_record "$state/trial" && { [ "$old" = "$1" ] || [ "$new" = "$1" ]; }; }
}
