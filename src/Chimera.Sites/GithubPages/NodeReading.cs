using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Sites.GithubPages;

/// <summary>Reads documents of others, in which anything may stand anywhere.</summary>
internal static class NodeReading
{
    extension(Node? node)
    {
        public IEnumerable<MapEntry> Entries => node is MapNode map ? map.Entries : [];

        public IEnumerable<Node> Items => node is ListNode list ? list.Items : [];

        public string? Text => node is ScalarNode { IsNull: false } scalar ? scalar.Text : null;

        public bool IsTrue => node is ScalarNode { Quoted: false, Text: "true" or "True" or "TRUE" or "yes" or "on" };

        public bool IsFalse => node is ScalarNode { Quoted: false, Text: "false" or "False" or "FALSE" or "no" or "off" };

        public MapEntry? Entry(string key) => node.Entries.FirstOrDefault(entry => entry.Key == key);

        public Node? Get(string key) => node.Entry(key)?.Value;

        /// <summary>One value, or a list of them, as Ruby's <c>Array(x)</c> has it.</summary>
        public IEnumerable<ScalarNode> Scalars => node switch
        {
            ScalarNode { IsNull: false } scalar => [scalar],
            ListNode list => list.Items.OfType<ScalarNode>().Where(item => !item.IsNull),
            _ => [],
        };
    }

    /// <summary>Where a node's place stands in the text it was read from; the reader does not count a byte order mark.</summary>
    public static int IndexOf(this SourceFile file, Place place)
    {
        var at = 0;
        for (var line = 1; line < place.Line; line++)
        {
            var next = file.Text.IndexOf('\n', at);
            if (next < 0)
            {
                return file.Text.Length;
            }

            at = next + 1;
        }

        var mark = place.Line == 1 && file.Text.StartsWith('\uFEFF') ? 1 : 0;
        return Math.Min(at + mark + place.Column - 1, file.Text.Length);
    }

    public static TextSpan SpanOf(this SourceFile file, ScalarNode node)
    {
        var start = file.IndexOf(node.Place);
        return new TextSpan(start, Math.Min(node.Text.Length + (node.Quoted ? 2 : 0), file.Text.Length - start));
    }
}
