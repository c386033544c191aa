using Kind = Chimera.Sites.Netlify.JavaScript.Patterns.PatternOp.Kind;

namespace Chimera.Sites.Netlify.JavaScript.Patterns;

/// <summary>Runs a program without references back: all its threads side by side, in time linear in the text.</summary>
internal sealed class PatternStates(PatternOp[] ops, int[] text)
{
    private readonly int[] _seenAt = new int[ops.Length];
    private readonly Stack<int> _pending = new();
    private List<int> _now = [];
    private List<int> _next = [];
    private bool _matched;

    /// <param name="everywhere">The match may begin at any place from <paramref name="from"/> on.</param>
    /// <param name="end">Where the match must end; -1 for anywhere.</param>
    public bool Run(int from, bool everywhere, int end = -1)
    {
        for (var at = from; ; at++)
        {
            _matched = false;
            var consumed = _now;
            _now = _next;
            _now.Clear();
            _next = consumed;
            foreach (var op in consumed)
            {
                if (Takes(ops[op], text[at - 1]))
                {
                    Add(op + 1, at);
                }
            }

            if (at == from || everywhere)
            {
                Add(0, at);
            }

            if (_matched && (end < 0 || at == end))
            {
                return true;
            }

            if (at == text.Length || at == end || (!everywhere && _now.Count == 0))
            {
                return false;
            }
        }
    }

    public static bool Takes(PatternOp op, int code) =>
        op.Code == Kind.Literal ? CaseFolding.Fold(code) == op.A : CaseFolding.IsIn((CodeRanges)op.Data!, code) != op.Negated;

    /// <summary>Whether the condition that an instruction states holds at a place.</summary>
    public static bool Holds(PatternOp op, int[] text, int at) => op.Code switch
    {
        Kind.Start => at == 0,
        Kind.End => at == text.Length,
        Kind.Boundary => (IsWord(text, at - 1) != IsWord(text, at)) != op.Negated,
        Kind.Look => Look((PatternOp[])op.Data!, op.Behind, text, at) != op.Negated,
        _ => throw new InvalidOperationException($"{op.Code} states no condition"),
    };

    private void Add(int start, int at)
    {
        _pending.Push(start);
        while (_pending.TryPop(out var index))
        {
            // Places are counted from 1 here, so that a fresh array means never seen.
            if (_seenAt[index] == at + 1)
            {
                continue;
            }

            _seenAt[index] = at + 1;
            var op = ops[index];
            switch (op.Code)
            {
                case Kind.Match:
                    _matched = true;
                    break;
                case Kind.Jump:
                    _pending.Push(op.A);
                    break;
                case Kind.Split:
                    _pending.Push(op.B);
                    _pending.Push(op.A);
                    break;
                case Kind.Literal or Kind.Class:
                    _now.Add(index);
                    break;
                default:
                    if (Holds(op, text, at))
                    {
                        _pending.Push(index + 1);
                    }

                    break;
            }
        }
    }

    private static bool Look(PatternOp[] program, bool behind, int[] text, int at) =>
        program.Length > 0 && new PatternStates(program, text).Run(behind ? 0 : at, everywhere: behind, behind ? at : -1);

    private static bool IsWord(int[] text, int at) => at >= 0 && at < text.Length && CodeRanges.Words.Contains(text[at]);
}
