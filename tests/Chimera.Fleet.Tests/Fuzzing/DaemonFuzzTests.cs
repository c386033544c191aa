using Chimera.Fleet.Nix.Daemon;
using Chimera.Fleet.Tests.Declaration;
using Chimera.Fleet.Tests.Nix.Daemon;
using Chimera.Fleet.Transfer;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Fleet.Tests.Fuzzing;

/// <summary>What a host's Nix daemon says, which need be none, and what the controller's own Nix exports.</summary>
public sealed class DaemonFuzzTests
{
    private const string Last = "stla\0\0\0\0";

    private static readonly string[] Words =
    [
        "oixd\0\0\0\0", "\u0022\u0001\0\0\0\0\0\0", "\u0026\u0001\0\0\0\0\0\0", Last, "ptxc\0\0\0\0", "gmlo\0\0\0\0", "TRTS\0\0\0\0", "POTS\0\0\0\0", "TLSR\0\0\0\0",
        "\0\0\0\0\0\0\0\0", "\u0001\0\0\0\0\0\0\0", "\u0002\0\0\0\0\0\0\0", "\u0005\0\0\0\0\0\0\0Error\0\0\0", "\u007f\0\0\0", "\u0010\u0027\0\0\0\0\0\0", "\u0008\0\0\0\0\0\0\0\u001b[31m\n\r\u0007", "error: ",
    ];

    [Fact]
    public async Task What_a_daemon_says_is_an_answer_or_no_daemon()
    {
        using TemporaryFolder folder = new();
        using var spool = Bytes.Spool(folder);
        var addition = Addition.Of(spool, await spool.Paths, Bytes.Known);
        Fuzzer.Run(
            new FuzzTarget("daemon", [Valid, Talking, Failing], bytes =>
            {
                string? loud = null;
                var asked = DaemonClient.AddAsync(new ScriptedDaemon(bytes, takes: 0), addition, Bytes.Top, line => loud = line.Any(char.IsControl) || line.Length > 1000 ? line : loud, default, default);
                if (!asked.IsCompleted)
                    return "it still waits";
                var why = asked.GetAwaiter().GetResult() switch
                {
                    DaemonAnswer.Refused refused => TransferFindings.DaemonRefused(refused.Said),
                    DaemonAnswer.Gone gone => TransferFindings.DaemonGone("web1", gone.Why),
                    DaemonAnswer.Valid when bytes.AsSpan().IndexOf("oixd"u8) != 0 => throw new InvalidOperationException("valid without a greeting"),
                    _ => null,
                };
                return loud ?? (why is not null && (why.Message.Any(char.IsControl) || why.Message.Length > 1000) ? $"'{why.Message}' is not one short line" : null);
            }).With(Words),
            4000);
    }

    [Fact]
    public void An_export_is_paths_that_lie_in_it_or_refused() => Fuzzer.Run(
        new FuzzTarget("export", [Bytes.Export[..^8], Bytes.Of(1, Bytes.Archive, 0x4558494e, Bytes.Lib, 0, "", 0, 0)], bytes =>
        {
            try
            {
                var read = ExportIndex.ReadAsync(new MemoryStream(bytes), default);
                return !read.IsCompleted ? "it still waits"
                    : read.GetAwaiter().GetResult().Any(path => path.At < 8 || path.Length < 0 || path.At + path.Length > bytes.Length) ? "a path beyond the end" : null;
            }
            catch (Exception refused) when (refused is InvalidDataException or EndOfStreamException)
            {
                return null;
            }
        }).With(
            "\u0001\0\0\0\0\0\0\0(\0\0\0\0\0\0\0", "\u0001\0\0\0\0\0\0\0)\0\0\0\0\0\0\0", "\u0005\0\0\0\0\0\0\0entry\0\0\0", "\u0009\0\0\0\0\0\0\0directory\0\0\0\0\0\0\0", "NIXE\0\0\0\0",
            "\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f", "\0\0\0\0\0\0\0\0"),
        3000);

    private static byte[] Valid => Bytes.Of(0x6478696f, 0x122, "2.8.0", 0x616c7473, 0x616c7473, 0x616c7473, 1, 0x616c7473, 1);

    private static byte[] Talking => Bytes.Of(
        0x6478696f, 0x126, "2.24.1", 1, 0x616c7473, 0x6f6c6d67, "one\n", 0x53545254, 7, 3, 100, "copying", 2, 0, 12, 1, "text", 0, 0x52534c54, 7, 105, 1, 0, 9, 0x53544f50, 7,
        0x616c7473, 0x616c7473, 1, 0x616c7473, 1);

    private static byte[] Failing => Bytes.Of(0x6478696f, 0x122, "2.8.0", 0x616c7473, 0x63787470, "Error", 0, "nix-daemon", "hash mismatch importing path '/nix/store/x'", 0, 1, 0, "while adding");
}
