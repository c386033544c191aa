using Chimera.Cli;
using Chimera.Cli.Terminal;

return await CommandLine.RunAsync(args, Streams.OfProcess());
