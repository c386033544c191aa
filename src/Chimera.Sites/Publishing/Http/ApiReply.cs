using System.Text.Json.Nodes;

namespace Chimera.Sites.Publishing.Http;

/// <summary>What a platform's API said in the end, after all that was tried. A closed set.</summary>
internal abstract record ApiReply
{
    private ApiReply()
    {
    }

    /// <param name="Body">Null when it was empty or is not read.</param>
    /// <param name="HasNext">A list goes on on another page.</param>
    public sealed record Answered(JsonNode? Body, bool HasNext) : ApiReply;

    /// <summary>It said no, and did nothing.</summary>
    /// <param name="Message">Its own words, on one line, without the token.</param>
    public sealed record Refused(int Status, string Message) : ApiReply;

    /// <summary>It was not reached, or had no time for us: nothing was done.</summary>
    public sealed record Unreached(string Why) : ApiReply;

    /// <summary>It may have done it, or not: only another look can tell.</summary>
    public sealed record Unclear(string Why) : ApiReply;

    /// <summary>It says where to ask instead. Such an address lets in whoever has it, so it shows itself to nobody.</summary>
    public sealed record Led(Uri To) : ApiReply
    {
        public override string ToString() => "Led";
    }
}
