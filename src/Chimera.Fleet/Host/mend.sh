# Folders that somebody edited on the host: found by a look, put back by a deploy.

# observe, and what the folder that is live holds where no trial is under way. Nothing of the latter where the host cannot tell.
# One that is whole may say itself, in a line, how what it made live stands.
op_folder_look() { # PROFILE
  locate "$1"
  live=
  observe
  ! read_record "$state/trial" || [ -n "$ended" ] || return 0
  releases=${profile%/*}/releases
  (release_or_misuse "$live") 2>/dev/null && has_tools find sed sha256sum sort || return 0
  LC_ALL=C
  export LC_ALL
  weigh "$live"
  printf 'holds %s\nmanifest %s\n' "$holds" "$sum"
  [ "$holds" = "$sum" ] && [ -x "$live/bin/look" ] || return 0
  "$live/bin/look" </dev/null 2>/dev/null | dd bs=16384 count=1 2>/dev/null | {
    IFS= read -r stands_ || :
    printf 'stands %s\n' "$stands_"
  }
}

# Whether the folder is still what it was made as. If not, what it holds follows, up to 32 MiB of it.
op_folder_check() { # PROFILE GENERATION DIGEST: of its manifest, or - to believe the host's own
  locate "$1"
  releases=${profile%/*}/releases
  release_or_misuse "$2"
  [ "$3" = - ] || digest_or_misuse "$3"
  has_tools dd find sed sha256sum sort || refuse no-tool "$tool_"
  LC_ALL=C
  export LC_ALL
  weigh "$2"
  [ "$3" = - ] && wanted_=$sum || wanted_=$3
  case $holds-$sum in -*) ;; "$wanted_-$wanted_") printf 'state whole\n'; return ;; esac
  printf 'state damaged\n'
  (cd "$2" && holding) 2>/dev/null | dd bs=65536 count=512 iflag=fullblock 2>/dev/null
}

# Puts a folder back to what it was made as. parts: each file that stdin brings goes over the one that is there by one rename, then the
# names go that are too many; whole: stdin brings everything, and the folder is exchanged by two renames.
op_folder_mend() { # plain | gzip | none PROFILE ROLLOUT GENERATION parts | whole DIGEST LIST
  locate "$2" "$3"
  releases=${profile%/*}/releases
  release_or_misuse "$4"
  digest_or_misuse "$6"
  number_or_misuse "$7"
  case $1-$5 in plain-parts | gzip-parts | none-parts | plain-whole | gzip-whole) ;; *) misuse way ;; esac
  has_tools chmod cp dd df find gzip mkdir mv rm sed sha256sum sort sync tar xargs || refuse no-tool "$tool_"
  umask 022
  LC_ALL=C
  export LC_ALL
  clear_leftovers
  work=$releases/.$rollout.$self.$at
  mkdir "$work" || give_up
  (
    "mend_$5" "$1" "$4" "$6" "$7"
    printf 'state whole\n'
  )
  code_=$?
  rm -rf "$work"
  return "$code_"
}

has_tools() { # TOOL... : sets tool_, the one that is missing
  for tool_; do
    command -v "$tool_" >/dev/null 2>&1 || return 1
  done
}

# Sets holds, the digest of what the folder holds, and sum, that of its manifest; - for one that is not there.
weigh() { # GENERATION
  holds=-
  [ ! -d "$1" ] || holds=$({ cd "$1" && holding | sha256sum; } 2>/dev/null)
  holds=${holds%% *}
  digest_of "$1/manifest"
  sum=${sum:--}
}

# All but the manifest, where that is a file as it should be.
holding() {
  manifest_of_all | sed '/^[0-9a-f]*  \.\/manifest$/d'
}

mend_parts() { # plain | gzip | none GENERATION DIGEST LIST
  [ -d "$2" ] && [ ! -L "$2" ] || refuse differs -
  mkdir "$work/in" && cd "$work/in" || give_up
  [ "$4" = 0 ] || dd bs="$4" count=1 iflag=fullblock 2>/dev/null >"$work/out" || give_up
  [ "$1" = none ] || unpack "$1" || give_up
  sync -f . 2>/dev/null || sync
  find "$2" -type d ! -perm 0755 -exec chmod u=rwx,go=rx,a-s,-t {} + || give_up
  # From the top, so that what a name goes through is always a folder and no link.
  find . ! -name . -type d -exec sh -c 'for name_; do
    [ -d "$0/$name_" ] && [ ! -L "$0/$name_" ] || { rm -rf "$0/$name_" && mkdir "$0/$name_"; } || exit 1
  done' "$2" {} + || give_up
  find . -type f -exec sh -c 'for name_; do
    [ ! -d "$0/$name_" ] || [ -L "$0/$name_" ] || rm -rf "$0/$name_"
    mv -fT "$name_" "$0/$name_" || exit 1
  done' "$2" {} + || give_up
  cd "$2" || exit 1
  # Until it is right it has no manifest, so that nobody takes it for right.
  rm -rf manifest
  # What is no file goes before the names do: a link could lead them out.
  find . ! -type d ! -type f -exec rm -f {} + || give_up
  [ "$4" = 0 ] || xargs -0 rm -rf -- <"$work/out" || give_up
  umask 333
  manifest_of_all >"$work/manifest"
  umask 022
  digest_of "$work/manifest"
  [ "$sum" = "$3" ] || { is_full && give_up; refuse differs "${sum:--}"; }
  mv -fT "$work/manifest" manifest || give_up
  sync -f . 2>/dev/null || sync
}

mend_whole() { # plain | gzip GENERATION DIGEST LIST
  make_release "$1" "$work/whole" - - "$3" "$4"
  cd "$releases" || exit 1
  [ ! -e "$2" ] || mv -T "$2" "$work/old" || give_up
  mv -T "$work/whole" "$2" || { mv -T "$work/old" "$2"; give_up; }
  durable "$releases"
}

unpack() { # plain | gzip
  case $1 in
    plain) tar -xmof - ;;
    gzip) gzip -dc | tar -xmof - ;;
  esac
}
