#!/bin/sh
# Gives lab hosts an nginx as a person would have it, with what Chimera writes included: nginx-on.sh SSH_CONFIG HOST ...
set -eu
config=$1
shift
for host in "$@"; do
    ssh -F "$config" "$host" 'mkdir -p /var/lib/web /var/lib/nginx && cat >/var/lib/web/nginx.conf' <<'END_'
pid /var/lib/web/nginx.pid;
error_log /var/lib/web/error.log;
events { worker_connections 512; }
http {
    access_log off;
    include /etc/nginx/mime.types;
    # Chimera's maps have long names and long rules.
    variables_hash_max_size 8192;
    variables_hash_bucket_size 128;
    map_hash_bucket_size 256;
    include /var/lib/chimera/folders/*/serving.conf;
}
END_
done
