using System.Text;
using Chimera.Agreement.Answers;
using Chimera.Agreement.Comparison;
using Chimera.Agreement.Generation;
using Chimera.Agreement.Oracle;
using Chimera.Agreement.Sites;

namespace Chimera.Agreement;

/// <summary>Puts every site on disk, asks both sides about it, and counts where they agree.</summary>
internal sealed class Run(Options options)
{
    /// <summary>The oracle works on one site while this side reads the answer about another.</summary>
    private const int InFlight = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Queue<Job> _asked = new();
    private int _silences;

    /// <summary>The sites that the options name, in a fixed order.</summary>
    public IEnumerable<Site> Sites()
    {
        foreach (var site in Given())
        {
            yield return site;
        }

        if (options.Fuzz > 0)
        {
            var generator = new SiteGenerator(options.Seed, RealFiles());
            for (var number = 0; number < options.Fuzz; number++)
            {
                yield return generator.Make(number);
            }
        }
    }

    public Tally Compare(CancellationToken cancel)
    {
        var root = Directory.CreateTempSubdirectory("chimera-agreement-").FullName;
        using var log = options.Log is null ? null : new StreamWriter(options.Log);
        var tally = new Tally(Kinds.All, "netlify", options.Shown, log);
        using var oracle = new OracleProcess(options.Oracle);
        try
        {
            var id = 0;
            foreach (var site in Sites())
            {
                cancel.ThrowIfCancellationRequested();
                var folder = Path.Combine(root, id.ToString("D6", System.Globalization.CultureInfo.InvariantCulture));
                var job = new Job(id++, options.MostRequests is { } most ? site with { MostRequests = most } : site, folder);
                job.Site.Write(folder);
                oracle.Send(job.ToLine());
                _asked.Enqueue(job);
                if (_asked.Count >= InFlight)
                {
                    Next(oracle, tally, cancel);
                }
            }

            while (_asked.Count > 0)
            {
                Next(oracle, tally, cancel);
            }
        }
        finally
        {
            if (!options.Keep)
            {
                Directory.Delete(root, recursive: true);
            }
        }

        if (options.Keep)
        {
            Console.Error.WriteLine($"the sites are in {root}");
        }

        return tally;
    }

    private void Next(OracleProcess oracle, Tally tally, CancellationToken cancel)
    {
        var job = _asked.Dequeue();
        if (oracle.Receive(Patience) is not { } line)
        {
            // One site may be too much for it; several in a row are not what is wrong.
            if (++_silences == InFlight)
            {
                throw new OracleUnusableException(oracle.LastWords);
            }

            tally.AddUnanswered($"{job.Site.Name}: the oracle died or took more than {Patience.TotalSeconds} s; {oracle.LastWords}");
            oracle.Restart();
            foreach (var waiting in _asked)
            {
                oracle.Send(waiting.ToLine());
            }
        }
        else
        {
            _silences = 0;
            using var answer = new OracleAnswer(line);
            if (answer.Id != job.Id)
            {
                throw new InvalidOperationException($"the oracle answered {answer.Id} to {job.Id}");
            }

            if (answer.Failed is { } failed)
            {
                tally.AddUnanswered($"{job.Site.Name}: {failed}");
            }
            else
            {
                Comparer.Compare(job, answer, ChimeraSide.Answer(job, answer["requests"], cancel), tally);
            }
        }

        if (!options.Keep)
        {
            Directory.Delete(job.Folder, recursive: true);
        }
    }

    private IEnumerable<Site> Given() => options.Corpus.SelectMany(folder => Directory.Exists(folder) && Corpus.IsOne(folder)
        ? Corpus.Read(folder) : FolderOfSites.Read(folder));

    private ILookup<string, string> RealFiles() => Given()
        .Where(site => site.Files.Count == 1)
        .SelectMany(site => site.Files)
        .Where(file => file.Value.Length < 20_000)
        .ToLookup(file => file.Key, file => Encoding.UTF8.GetString(file.Value), StringComparer.Ordinal);
}
