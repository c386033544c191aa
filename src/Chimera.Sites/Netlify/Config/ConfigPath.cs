using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Chimera.Sites.Netlify.Config;

/// <summary>The way from a configuration's root to one of its values; keys of objects and, from 0, indices of lists.</summary>
internal sealed class ConfigPath
{
    private ConfigPath(ConfigPath? parent, string? key, int index) => (Parent, Key, Index) = (parent, key, index);

    public ConfigPath? Parent { get; }

    /// <summary>Null when the last step is into a list.</summary>
    public string? Key { get; }

    public int Index { get; }

    public static ConfigPath Of(params string[] keys)
    {
        ConfigPath? path = null;
        foreach (var key in keys)
        {
            path = new ConfigPath(path, key, -1);
        }

        return path ?? throw new ArgumentException("a path has at least one key", nameof(keys));
    }

    public ConfigPath To(string key) => new(this, key, -1);

    public ConfigPath To(int index) => new(this, null, index);

    /// <summary>From the root down.</summary>
    public ImmutableArray<ConfigPath> Steps
    {
        get
        {
            var steps = ImmutableArray.CreateBuilder<ConfigPath>();
            for (var step = this; step is not null; step = step.Parent)
            {
                steps.Add(step);
            }

            steps.Reverse();
            return steps.DrainToImmutable();
        }
    }

    /// <summary>The same steps below another path.</summary>
    public ConfigPath Below(ConfigPath root, int skip = 0) =>
        Steps.Skip(skip).Aggregate(root, (path, step) => step.Key is { } key ? path.To(key) : path.To(step.Index));

    /// <summary>As Netlify writes it: <c>plugins[0].package</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in Steps)
        {
            _ = step.Key is null ? text.Append('[').Append(step.Index.ToString(CultureInfo.InvariantCulture)).Append(']')
                : step.Parent is null ? text.Append(step.Key)
                : text.Append('.').Append(step.Key);
        }

        return text.ToString();
    }
}
