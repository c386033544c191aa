namespace Chimera.Fleet.Nix.Daemon;

/// <summary>
/// Speaks to a Nix daemon at the other end of a stream, in its worker protocol. All that is asked is sent at once, so that it takes one round trip:
/// to take the paths in, to keep the toplevel from a collection that is under way, and whether it is valid then.
/// </summary>
internal static class DaemonClient
{
    private const long HelloOfClient = 0x6e697863;
    private const ulong HelloOfDaemon = 0x6478696f;
    private const int Major = 1;

    // It is the first in which a daemon says whether it trusts us, and changed nothing else that is used here.
    private const int Minor = 35;
    private const int WithTrust = 35;
    private const int WithVersion = 33;
    private const int WithFrames = 32;
    private const ulong NotTrusted = 2;
    private const int LongestVersion = 1024;

    private const int IsValidPath = 1;
    private const int AddTempRoot = 11;
    private const int AddMultipleToStore = 44;
    private const int Yes = 1;
    private const int No = 0;

    /// <param name="daemon">Written and read at once: who never greets may not read either.</param>
    /// <param name="tell">Gets the lines that the daemon has for a person.</param>
    /// <param name="patience">Ends when a daemon that is well would have greeted.</param>
    public static async Task<DaemonAnswer> AddAsync(
        Stream daemon, Addition paths, string toplevel, Action<string> tell, CancellationToken patience, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var sending = SendAllAsync(daemon, paths, toplevel, stop.Token);
        var reading = ReadAsync(new NixReader(daemon), tell, patience, stop.Token);
        try
        {
            if (await Task.WhenAny(sending, reading) == sending && await sending is { } unsent)
                return unsent;
            var answer = await reading;
            return answer is DaemonAnswer.Valid ? await sending ?? answer : answer;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(sending, reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <returns>Null when there is nothing more to be sent.</returns>
    private static async Task<DaemonAnswer.Gone?> SendAllAsync(Stream daemon, Addition paths, string toplevel, CancellationToken cancel)
    {
        try
        {
            await SendAsync(daemon, paths, toplevel, cancel);
            return null;
        }
        catch (IOException)
        {
            // It takes no more; it may have said why.
            return null;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or ObjectDisposedException)
        {
            return new DaemonAnswer.Gone(unreadable.Message);
        }
    }

    private static async Task SendAsync(Stream daemon, Addition paths, string toplevel, CancellationToken cancel)
    {
        var hello = new NixWords()
            .Number(HelloOfClient).Number((Major << 8) | Minor)
            .Number(No) // no processor of its own
            .Number(No) // no room to be reserved
            .Number(AddMultipleToStore).Number(No).Number(Yes); // nothing to be repaired; not to be signed
        Frames frames = new(daemon);
        await daemon.WriteAsync(hello.Bytes, cancel);
        await paths.WriteAsync(bytes => frames.WriteAsync(bytes, cancel), cancel);
        await frames.EndAsync(cancel);

        // Again, now that it is valid: what a collection that began meanwhile has looked at is not known (docs/activation.md).
        await daemon.WriteAsync(new NixWords().Number(AddTempRoot).Text(toplevel).Number(IsValidPath).Text(toplevel).Bytes, cancel);
        await daemon.FlushAsync(cancel);
    }

    private static async Task<DaemonAnswer> ReadAsync(NixReader reader, Action<string> tell, CancellationToken patience, CancellationToken cancel)
    {
        var isUsable = false;
        try
        {
            DaemonReplies replies = new(reader, tell);
            using (var either = CancellationTokenSource.CreateLinkedTokenSource(patience, cancel))
            {
                if (await GreetAsync(reader, either.Token) is { } unusable)
                    return unusable;
                if (await replies.ReadAsync(either.Token) is { } closed)
                    return new DaemonAnswer.Unusable(closed);
            }

            isUsable = true;
            if (await replies.ReadAsync(cancel) is { } refused)
                return new DaemonAnswer.Refused(refused);
            if (await replies.ReadAsync(cancel) is { } unrooted)
                return new DaemonAnswer.Refused(unrooted);
            await reader.NumberAsync(cancel);
            if (await replies.ReadAsync(cancel) is { } unknown)
                return new DaemonAnswer.Refused(unknown);
            return await reader.NumberAsync(cancel) == Yes
                ? new DaemonAnswer.Valid()
                : new DaemonAnswer.Refused("a collection has taken what had arrived");
        }
        catch (OperationCanceledException) when (!isUsable && patience.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new DaemonAnswer.Unusable("it does not answer");
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            return isUsable ? new DaemonAnswer.Gone(broken.Message) : new DaemonAnswer.Unusable(broken.Message);
        }
    }

    private static async Task<DaemonAnswer.Unusable?> GreetAsync(NixReader reader, CancellationToken cancel)
    {
        if (await reader.NumberAsync(cancel) != HelloOfDaemon)
            return new DaemonAnswer.Unusable("it is no Nix daemon");
        var version = await reader.NumberAsync(cancel);
        var minor = Math.Min((int)(version & 0xff), Minor);
        if (version >> 8 != Major || minor < WithFrames)
            return new DaemonAnswer.Unusable("its protocol is older than 1.32 or another");
        if (minor >= WithVersion)
            await reader.TextAsync(LongestVersion, cancel);
        return minor >= WithTrust && await reader.NumberAsync(cancel) == NotTrusted ? new DaemonAnswer.Unusable("it does not trust us") : null;
    }
}
