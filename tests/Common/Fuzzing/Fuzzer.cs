using System.Diagnostics;
using System.Globalization;

namespace Chimera.Tests.Common.Fuzzing;

/// <summary>
/// Plays inputs to a target. In the tests the first so many seeds, always the same; <c>scripts/fuzz.sh</c> asks for more of them.
/// An input that throws, that hangs, or that takes more than a second of work is a failure, and is shown as small as it could be made.
/// </summary>
internal static class Fuzzer
{
    private static readonly TimeSpan MostWork = TimeSpan.FromSeconds(1);

    /// <summary>Nothing is late by this much because a machine is busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string? Asked = Environment.GetEnvironmentVariable("CHIMERA_FUZZ_TARGET");
    private static readonly string? Replayed = Environment.GetEnvironmentVariable("CHIMERA_FUZZ_SEED");
    private static readonly string? Seconds = Environment.GetEnvironmentVariable("CHIMERA_FUZZ_SECONDS");

    /// <param name="target">What is tried.</param>
    /// <param name="times">How many inputs, unless more were asked for.</param>
    public static void Run(FuzzTarget target, int times)
    {
        Assert.SkipWhen(!string.IsNullOrEmpty(Asked) && Asked != target.Name, $"only {Asked} was asked for");
        var play = new Play(target);
        var thread = new Thread(() => play.All(Seeds(times))) { IsBackground = true, Name = target.Name };
        thread.Start();
        var (seen, since) = (0L, Stopwatch.StartNew());
        while (!thread.Join(TimeSpan.FromSeconds(1)))
        {
            if (play.Count != seen)
            {
                (seen, since) = (play.Count, Stopwatch.StartNew());
            }

            Assert.False(since.Elapsed > Patience, Told(target, play.Seed, Mutator.Make(target, play.Seed), "hangs"));
        }

        if (play.Failure is { } failure)
        {
            Assert.Fail(failure);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{target.Name}: {play.Count} inputs, at most {play.Most.TotalMilliseconds:0.0} ms of work (seed {play.Slowest})");
    }

    private static IEnumerable<int> Seeds(int times)
    {
        if (!string.IsNullOrEmpty(Replayed))
        {
            return [int.Parse(Replayed, CultureInfo.InvariantCulture)];
        }

        return string.IsNullOrEmpty(Seconds) ? Enumerable.Range(1, times) : Endless(TimeSpan.FromSeconds(double.Parse(Seconds, CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<int> Endless(TimeSpan length)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < length;)
        {
            yield return Random.Shared.Next();
        }
    }

    private static string Told(FuzzTarget target, int seed, byte[] input, string what) =>
        $"{target.Name}: {what}\nreplay: CHIMERA_FUZZ_SEED={seed} scripts/fuzz.sh 1 {target.Name}\ninput of {input.Length} bytes, base64: {Convert.ToBase64String(input.AsSpan(0, Math.Min(input.Length, 3000)))}";

    /// <summary>The inputs one after another, on a thread whose work can be measured.</summary>
    private sealed class Play(FuzzTarget target)
    {
        private readonly string? _lastSeed = Environment.GetEnvironmentVariable("CHIMERA_FUZZ_FOLDER") is { Length: > 0 } folder ? Path.Combine(folder, target.Name) : null;
        private long _count;
        private int _seed;

        public long Count => Interlocked.Read(ref _count);

        public int Seed => Volatile.Read(ref _seed);

        public string? Failure { get; private set; }

        public TimeSpan Most { get; private set; }

        public int Slowest { get; private set; }

        public void All(IEnumerable<int> seeds)
        {
            foreach (var kept in target.Corpus.Concat(target.Kept))
            {
                Interlocked.Increment(ref _count);
                if (Wrong(kept) is { } wrong)
                {
                    Failure = Told(target, 0, kept, $"an input that was kept {wrong}");
                    return;
                }
            }

            foreach (var seed in seeds)
            {
                Volatile.Write(ref _seed, seed);
                Interlocked.Increment(ref _count);
                if (_lastSeed is not null)
                {
                    // A stack that overflows takes the process with it; this stays.
                    File.WriteAllText(_lastSeed, $"{seed}\n");
                }

                var input = Mutator.Make(target, seed);
                if (Wrong(input) is { } wrong)
                {
                    var small = Smaller(input);
                    Failure = Told(target, seed, small, Wrong(small) ?? wrong);
                    return;
                }
            }
        }

        private string? Wrong(byte[] input)
        {
            var before = ThreadWork.SoFar();
            try
            {
                if (target.Judge(input) is { } wrong)
                {
                    return wrong;
                }
            }
            catch (Exception e)
            {
                return $"throws {e}";
            }

            var work = ThreadWork.SoFar() - before;
            if (work > Most)
            {
                (Most, Slowest) = (work, Seed);
            }

            return work > MostWork && IsSlow(input) ? $"takes {work.TotalSeconds:0.0} s of work" : null;
        }

        /// <summary>Not the first time only: code is compiled and memory cleared on somebody's time.</summary>
        private bool IsSlow(byte[] input) => Enumerable.Range(0, 2).All(_ =>
        {
            var before = ThreadWork.SoFar();
            target.Judge(input);
            return ThreadWork.SoFar() - before > MostWork;
        });

        /// <summary>Takes away what the failure does not need, in ever smaller pieces.</summary>
        private byte[] Smaller(byte[] input)
        {
            var left = 400;
            for (var piece = Math.Max(1, input.Length / 2); piece > 0; piece /= 2)
            {
                for (var at = 0; at < input.Length && left > 0;)
                {
                    Interlocked.Increment(ref _count);
                    byte[] less = [.. input[..at], .. input[Math.Min(input.Length, at + piece)..]];
                    left--;
                    if (Wrong(less) is null)
                    {
                        at += piece;
                    }
                    else
                    {
                        input = less;
                    }
                }
            }

            return input;
        }
    }
}
