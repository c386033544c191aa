# The systems of the fleet benchmark: plain Nix, no nixpkgs, no network. Two versions differ in `own` + 2 paths of some 16 KiB each;
# `shared` paths, busybox and tools are common to all. Activation is light on purpose: what the tools take is measured, not what a
# system takes.
{ version, shared ? 40, own ? 8 }:
let
  busybox = builtins.path {
    name = "busybox";
    path = /usr/bin;
    filter = path: _: baseNameOf path == "busybox";
  };

  build = attributes: script: derivation ({
    system = builtins.currentSystem;
    builder = "${busybox}/busybox";
    args = [ "sh" "-euc" script ];
    allowSubstitutes = false;
    preferLocalBuild = true;
  } // attributes);

  tools = build { name = "bench-tools"; inherit busybox; } ''
    $busybox/busybox mkdir -p $out/bin
    $busybox/busybox --install -s $out/bin
  '';

  text = word: builtins.concatStringsSep "" (builtins.genList (line: "${word} ${toString line} 0123456789abcdef0123456789abcdef\n") 360);
  part = prefix: word: number: builtins.toFile "${prefix}${toString number}" (text "${word} ${toString number}");
  parts = prefix: word: builtins.genList (part prefix word);
in
build
{
  name = "bench-${version}";
  inherit version tools;
  etc = builtins.toFile "bench-etc" "version ${version}\n${text "etc"}";
  parts = parts "s" "shared" shared ++ parts "o" version own;
  passAsFile = [ "parts" "activate" "check" ];
  PATH = "${tools}/bin";
  activate = ''
    #!@tools@/sh
    set -eu
    PATH=@tools@
    link() { ln -sfn "$1" "$2.new" && mv -fT "$2.new" "$2"; }
    case ''${1-} in
      boot) ;;
      test | switch) link @out@/etc /etc/bench && link @out@ /run/current-system ;;
      *) exit 2 ;;
    esac
  '';
  # Notes that it was asked, so that a turn without a health check does not count as one.
  check = ''
    #!@tools@/sh
    read -r line </etc/bench && [ "$line" = "version @version@" ] && echo @version@ >/run/checked
  '';
} ''
  mkdir -p $out/bin
  cp $partsPath $out/parts
  ln -s $etc $out/etc
  ln -s $tools $out/sw
  echo $version >$out/version
  sed "s|@tools@|$tools/bin|; s|@out@|$out|g" $activatePath >$out/bin/switch-to-configuration
  sed "s|@tools@|$tools/bin|; s|@version@|$version|g" $checkPath >$out/bin/check
  chmod +x $out/bin/*
''
