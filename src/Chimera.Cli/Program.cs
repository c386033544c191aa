using Chimera.Cli;
using Chimera.Cli.Terminal;

return CommandLine.Run(args, Streams.OfProcess());
