using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Validation;

/// <summary>Holds a configuration to requirements, in their order; the first that fails is told.</summary>
internal static class Validator
{
    public static void Validate(JsonObject config, ImmutableArray<Requirement> requirements)
    {
        // Requirements of one key stand together, and most keys are not there.
        string? key = null;
        JsonNode? value = null;
        ConfigPath? path = null;
        foreach (var requirement in requirements)
        {
            if (key != requirement.Segments[0])
            {
                key = requirement.Segments[0];
                path = config.TryGetPropertyValue(key, out value) ? ConfigPath.Of(key) : null;
            }

            if (path is not null)
            {
                Walk(value, path, requirement, 1);
            }
        }
    }

    private static void Walk(JsonNode? value, ConfigPath path, Requirement requirement, int next)
    {
        if (next == requirement.Segments.Length)
        {
            if (!requirement.Holds(value, path))
            {
                throw Refusal(value, path, requirement);
            }

            return;
        }

        var segment = requirement.Segments[next];
        if (segment != "*")
        {
            if (value is JsonObject map && map.TryGetPropertyValue(segment, out var child))
            {
                Walk(child, path.To(segment), requirement, next + 1);
            }

            return;
        }

        switch (value)
        {
            case null:
                throw new ConfigRefusal(NetlifyConfigFindings.WrongType, "Cannot convert undefined or null to object", path);
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                {
                    Walk(list[index], path.To(index), requirement, next + 1);
                }

                break;
            case JsonObject map:
                foreach (var key in JsObject.Keys(map))
                {
                    Walk(map[key], path.To(key), requirement, next + 1);
                }

                break;
        }
    }

    private static ConfigRefusal Refusal(JsonNode? value, ConfigPath path, Requirement requirement)
    {
        var name = requirement.ShownAs ?? path.ToString();
        string message;
        try
        {
            message = $"Configuration property {name} {requirement.Message}\n{Example(value, path, requirement)}";
        }
        catch (TomlExampleException e)
        {
            // The wrong value cannot be written as Netlify's old TOML writer has it; Netlify then shows that error alone.
            message = e.Message;
        }

        var blamed = requirement.Blame?.Invoke(value);
        return new ConfigRefusal(requirement.Kind, message, blamed is null ? path : path.To(blamed))
        {
            Summary = blamed is null ? Summary(name, requirement.Message) : $"'{name}' has the unknown key '{blamed}'",
            Remedy = requirement.Remedy,
            Subject = blamed ?? name,
        };
    }

    private static string Summary(string name, string message)
    {
        var goesOn = message.StartsWith("must ", StringComparison.Ordinal) || message.StartsWith("has ", StringComparison.Ordinal);
        var separator = goesOn ? "" : ":";
        return $"'{name}'{separator} {message.Split('\n', 2)[0].TrimEnd('.', ':').Replace('"', '\'')}";
    }

    private static string Example(JsonNode? value, ConfigPath path, Requirement requirement)
    {
        JsonNode? wrong = value?.DeepClone();
        foreach (var step in path.Steps.Reverse())
        {
            wrong = step.Key is { } key ? new JsonObject { [key] = wrong } : new JsonArray(wrong);
        }

        var written = (JsonObject)wrong!;
        written = requirement.AsWritten?.Invoke(written) ?? written;
        var (invalid, valid) = (Indented(TomlExample.Write(written)), Indented(TomlExample.Write(requirement.Example(path))));
        return $"\nInvalid syntax\n\n{invalid}\n\nValid syntax\n\n{valid}";
    }

    private static string Indented(string text) => JsLines.Indent(text, "  ", skipBlank: true);
}
