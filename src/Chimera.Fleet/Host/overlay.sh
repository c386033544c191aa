# What is laid over the folder that is live for a while: the generation stays what it is, and its own program takes the other text in.

# Without input it is taken off again. It runs in a group of its own, so that what was begun is ended, also when the controller goes meanwhile.
op_folder_overlay() { # PROFILE GENERATION plain | none
  locate "$1"
  releases=${profile%/*}/releases
  release_or_misuse "$2"
  case $3 in plain | none) ;; *) misuse way ;; esac
  profile_is "$2" && live_is "$2" || refuse moved
  ! read_record "$state/trial" || [ -n "$ended" ] || refuse held "$held_by"
  [ -x "$2/bin/activate" ] || refuse nothing-to-activate "$2"
  choose_leader
  overlay_=$state/overlay.$$
  trap 'rm -f "$overlay_" "$overlay_.log"' EXIT
  set -- "$2/bin/activate" "$3"
  if [ "$2" = plain ]; then
    cat >"$overlay_" || exit 1
    set -- "$1" "$overlay_"
  else
    set -- "$1"
  fi
  # What it leaves running must hold nothing of this session open.
  if $leader "$@" </dev/null >"$overlay_.log" 2>&1 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; then
    printf 'state done\n'
  else
    printf 'state failed\n'
    tail -n 5 "$overlay_.log" >&2
  fi
}
