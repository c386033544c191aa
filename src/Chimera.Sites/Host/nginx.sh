
# What is nginx's own.
program=nginx serving=serving.conf unit=nginx.service
remedy="add 'include ${place%/*}/*/serving.conf;' to its http block"
read_all() { nginx -T -c "$configuration"; }
is_included() { case $whole in *"# configuration file $place/serving.conf:"*) ;; *) return 1 ;; esac; }
take_in() { nginx -s reload -c "$configuration"; }
begin() { nginx -c "$configuration"; }

