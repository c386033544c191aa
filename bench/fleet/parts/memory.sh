# What the controller takes while it is connected to many hosts, after a rollout to all of them.

bench_memory() {
    warm_panic memory "$memory_hosts" 1
    section "Memory with $memory_hosts hosts connected"
    row 'controller, the most since its start' memory controller-bytes chimera - -
    row 'ssh processes beside it, shared pages once' memory children-bytes chimera - -
    per=$memory_hosts
    row 'ssh processes per host' memory children chimera - -
    row 'ssh processes, memory per host' memory children-bytes chimera - -
    per=1
    row "panic on them: time" memory wall chimera - -
}
