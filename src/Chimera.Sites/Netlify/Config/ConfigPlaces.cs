using Chimera.Documents.Toml;
using Chimera.Sites.Netlify.Config.Steps;

namespace Chimera.Sites.Netlify.Config;

/// <summary>
/// Finds where a value of the resolved configuration is written: in a context or at the root, in <c>build</c> or, in a context, without it,
/// with a capital or without.
/// </summary>
/// <param name="contexts">The names of the contexts that apply, the last one on top.</param>
internal sealed class ConfigPlaces(TomlDocument document, IReadOnlyList<string> contexts)
{
    // Rules ask for one list after the other, and for each of its items.
    private string? _key;
    private TomlNode? _list;

    /// <summary>What stands there, or the nearest thing around it; null when there is nothing of it.</summary>
    public TomlNode? Find(ConfigPath path)
    {
        for (var part = path; part is not null; part = part.Parent)
        {
            foreach (var candidate in Candidates(part))
            {
                if (document.Find(StepsOf(candidate)) is { } node)
                {
                    return node;
                }
            }
        }

        return null;
    }

    /// <summary>As rules ask for it: an index is its number.</summary>
    public Written? Find(string[] path)
    {
        if (_key != path[0])
        {
            _key = path[0];
            _list = List(path[0]);
        }

        if (_list is not { } list)
        {
            return null;
        }

        var value = list.Value;
        var span = list.Entry?.Written ?? value.Span;
        foreach (var step in path[1..])
        {
            if (value is TomlTable table && table.Find(step) is { } entry)
            {
                (value, span) = (entry.Value, entry.Value.Span);
            }
            else if (value is TomlArray array && int.TryParse(step, out var index) && (uint)index < (uint)array.Items.Count)
            {
                (value, span) = (array.Items[index], array.Items[index].Span);
            }
            else
            {
                return null;
            }
        }

        return new Written(document.Source.PlaceOf(span), span);
    }

    private TomlNode? List(string key)
    {
        for (var at = contexts.Count - 1; at >= 0; at--)
        {
            if (document.Find("context", contexts[at], key) is { } list)
            {
                return list;
            }
        }

        return document.Find(key);
    }

    private IEnumerable<ConfigPath> Candidates(ConfigPath path)
    {
        var written = Written(path).ToList();
        foreach (var context in contexts.Reverse())
        {
            var root = ConfigPath.Of("context", context);
            foreach (var candidate in written)
            {
                yield return candidate.Below(root);
                if (candidate.Steps is [{ Key: "build" or "Build" }, _, ..])
                {
                    yield return candidate.Below(root, 1);
                }
            }
        }

        foreach (var candidate in written)
        {
            yield return candidate;
        }
    }

    /// <summary>The ways to write what the resolved configuration has at a path.</summary>
    private static IEnumerable<ConfigPath> Written(ConfigPath path)
    {
        yield return path;
        var steps = path.Steps;
        if (steps is [{ Key: "functionsDirectory" }])
        {
            yield return ConfigPath.Of("functions", "directory");
            yield return ConfigPath.Of("functions", FunctionsConfig.All, "directory");
            yield return ConfigPath.Of("build", "functions");
        }
        else if (steps is [{ Key: "functions" }, { Key: FunctionsConfig.All }, _, ..])
        {
            yield return path.Below(ConfigPath.Of("functions"), 2);
        }
        else if (steps is [{ Key: "build" }, { Key: { Length: > 0 } key }, ..])
        {
            var capital = LetterCase.Capitalised(key);
            yield return path.Below(ConfigPath.Of("build", capital), 2);
            yield return path.Below(ConfigPath.Of("Build", key), 2);
            yield return path.Below(ConfigPath.Of("Build", capital), 2);
        }
    }

    private static TomlStep[] StepsOf(ConfigPath path)
    {
        var steps = new TomlStep[path.Steps.Length];
        for (var at = 0; at < steps.Length; at++)
        {
            steps[at] = path.Steps[at].Key is { } key ? key : path.Steps[at].Index;
        }

        return steps;
    }
}
