# The systems of the example fleet: plain Nix, no nixpkgs, no network. All they are made of is this machine's static
# busybox and the text below. Each attribute is a toplevel: a folder with bin/switch-to-configuration, as NixOS has it.
let
  busybox = builtins.path {
    name = "busybox";
    path = /usr/bin;
    filter = path: _: baseNameOf path == "busybox";
  };

  # A store path made by a few lines of shell; every attribute is a variable of the script.
  build = attributes: script: derivation ({
    system = builtins.currentSystem;
    builder = "${busybox}/busybox";
    args = [ "sh" "-euc" script ];
    PATH = if attributes.name == "tools" then "" else "${tools}/bin";
    # No cache has these; asking would only cost time.
    allowSubstitutes = false;
    preferLocalBuild = true;
  } // attributes);

  tools = build { name = "tools"; inherit busybox; } ''
    $busybox/busybox mkdir -p $out/bin
    $busybox/busybox --install -s $out/bin
  '';

  # A folder served over HTTP on a port of the host's own address.
  service = { name, port, pages }: build { name = "${name}-service"; inherit tools pages port; } ''
    mkdir $out
    cat >$out/run <<END
    #!$tools/bin/sh
    exec $tools/bin/httpd -f -h $pages -p "\$1:$port"
    END
    chmod +x $out/run
  '';

  system = { name, version, unit, etc, programs ? tools }: build
    {
      name = "${name}-${version}";
      service = name;
      inherit version unit etc programs tools;
      switch = builtins.readFile ./switch-to-configuration.sh;
    } ''
    mkdir -p $out/bin $out/services
    ln -s $etc $out/etc
    ln -s $programs $out/sw
    ln -s $unit $out/services/$service
    echo "$service $version" >$out/version
    printf '%s' "$switch" | sed "s|@tools@|$tools|" >$out/bin/switch-to-configuration
    chmod +x $out/bin/switch-to-configuration
  '';

  # Files under /etc: a greeting, the settings of the example, and what a version adds.
  etc = { name, version, settings, extra ? "" }: build { name = "${name}-etc"; inherit version settings extra; title = name; } ''
    mkdir -p $out/chimera-example
    echo "This host runs $title, version $version." >$out/motd
    echo "$settings" >$out/chimera-example/$title.conf
    [ -z "$extra" ] || echo "$extra" >$out/chimera-example/features.conf
  '';

  page = name: text: build { inherit name text; } ''
    mkdir $out
    echo "$text" >$out/index.html
  '';

  # Starts like any other page, and then answers every request with an error.
  brokenPage = build { name = "page"; inherit tools; } ''
    mkdir -p $out/cgi-bin
    cat >$out/cgi-bin/index.cgi <<END
    #!$tools/bin/sh
    printf 'Status: 500 Internal Server Error\r\nContent-Type: text/plain\r\n\r\nversion 3 is broken\n'
    END
    chmod +x $out/cgi-bin/index.cgi
  '';

  web = { version, pages, extra ? "" }: system {
    name = "web";
    inherit version;
    etc = etc { name = "web"; settings = "port = 18080"; inherit version extra; };
    unit = service { name = "web"; port = 18080; inherit pages; };
  };

  db = { version, records }: system {
    name = "db";
    inherit version;
    etc = etc { name = "db"; settings = "port = 15432"; inherit version; };
    unit = service { name = "db"; port = 15432; pages = page "records" records; };
    programs = build { name = "db-programs"; inherit tools; } ''
      mkdir -p $out/bin
      cat >$out/bin/ping-db <<END
      #!$tools/bin/sh
      # Healthy when the database answers with its records.
      exec $tools/bin/timeout 2 $tools/bin/wget -q -O /dev/null http://self.lab:15432/
      END
      chmod +x $out/bin/ping-db
    '';
  };
in
{
  db.v1 = db { version = "1"; records = "one record"; };
  db.v2 = db { version = "2"; records = "two records"; };
  web.v1 = web { version = "1"; pages = page "page" "Hello from version 1"; };
  web.v2 = web { version = "2"; pages = page "page" "Hello from version 2"; extra = "greeting = new"; };
  web.v3 = web { version = "3"; pages = brokenPage; };
}
