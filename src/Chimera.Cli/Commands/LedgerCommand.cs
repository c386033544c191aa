using System.CommandLine;
using Chimera.Cli.Terminal;

namespace Chimera.Cli.Commands;

internal static class LedgerCommand
{
    public static Command Create(Streams streams) => new("ledger", "Read, verify and prove the record of everything that was done")
    {
        LedgerShowCommand.Create(streams),
        LedgerVerifyCommand.Create(streams),
        LedgerProveCommand.Create(streams),
        LedgerCheckCommand.Create(streams),
    };
}
