using Kind = Chimera.Sites.Netlify.JavaScript.Patterns.PatternOp.Kind;

namespace Chimera.Sites.Netlify.JavaScript.Patterns;

/// <summary>Turns a pattern into instructions.</summary>
/// <param name="keepCaptures">References back need what groups captured; without them nothing does.</param>
/// <param name="names">The numbers of the groups that have names.</param>
internal sealed class PatternCompiler(bool keepCaptures, IReadOnlyDictionary<string, int> names)
{
    // Counted repeats are written out; a pattern that comes to more than this is not run.
    public const int MaxOps = 20_000;

    private readonly List<PatternOp> _ops = [];
    private int _slots;

    /// <returns>Null when the program would be too large.</returns>
    public static PatternOp[]? Compile(PatternNode node, bool keepCaptures, IReadOnlyDictionary<string, int> names)
    {
        var compiler = new PatternCompiler(keepCaptures, names);
        compiler.Emit(node);
        compiler._ops.Add(new PatternOp(Kind.Match));
        return compiler._ops.Count > MaxOps ? null : [.. compiler._ops];
    }

    private void Emit(PatternNode node)
    {
        if (_ops.Count > MaxOps)
        {
            return;
        }

        switch (node)
        {
            case PatternNode.Literal literal:
                _ops.Add(new PatternOp(Kind.Literal, literal.Folded));
                break;
            case PatternNode.Class one:
                _ops.Add(new PatternOp(Kind.Class, Data: one.Ranges, Negated: one.Negated));
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in sequence.Parts)
                {
                    Emit(part);
                }

                break;
            case PatternNode.Choice choice:
                EmitChoice(choice);
                break;
            case PatternNode.Repeat repeat:
                EmitRepeat(repeat);
                break;
            case PatternNode.Capture capture:
                EmitCapture(capture);
                break;
            case PatternNode.BackReference reference:
                _ops.Add(new PatternOp(Kind.BackReference, reference.Name is null ? reference.Number : names[reference.Name]));
                break;
            case PatternNode.Start:
                _ops.Add(new PatternOp(Kind.Start));
                break;
            case PatternNode.End:
                _ops.Add(new PatternOp(Kind.End));
                break;
            case PatternNode.WordBoundary boundary:
                _ops.Add(new PatternOp(Kind.Boundary, Negated: boundary.Negated));
                break;
            case PatternNode.Look look:
                // A program of its own; what it captures stays inside.
                _ops.Add(new PatternOp(
                    Kind.Look, Data: Compile(look.Part, keepCaptures: false, names) ?? [], Negated: look.Negated, Behind: look.Behind));
                break;
            default:
                throw new InvalidOperationException($"a pattern has no {node.GetType().Name}");
        }
    }

    private void EmitChoice(PatternNode.Choice choice)
    {
        List<int> jumps = [];
        for (var index = 0; index < choice.Ways.Length; index++)
        {
            var last = index == choice.Ways.Length - 1;
            var split = _ops.Count;
            if (!last)
            {
                _ops.Add(default);
            }

            Emit(choice.Ways[index]);
            if (!last)
            {
                jumps.Add(_ops.Count);
                _ops.Add(default);
                _ops[split] = new PatternOp(Kind.Split, split + 1, _ops.Count);
            }
        }

        foreach (var jump in jumps)
        {
            _ops[jump] = new PatternOp(Kind.Jump, _ops.Count);
        }
    }

    private void EmitRepeat(PatternNode.Repeat repeat)
    {
        for (var count = 0; count < repeat.Min && _ops.Count <= MaxOps; count++)
        {
            Emit(repeat.Part);
        }

        if (repeat.Max is null)
        {
            EmitLoop(repeat.Part);
            return;
        }

        for (var count = repeat.Min; count < repeat.Max && _ops.Count <= MaxOps; count++)
        {
            var split = _ops.Count;
            _ops.Add(default);
            Emit(repeat.Part);
            _ops[split] = new PatternOp(Kind.Split, split + 1, _ops.Count);
        }
    }

    private void EmitLoop(PatternNode part)
    {
        var slot = _slots++;
        var split = _ops.Count;
        _ops.Add(default);
        if (keepCaptures)
        {
            _ops.Add(new PatternOp(Kind.LoopEnter, slot));
        }

        Emit(part);
        if (keepCaptures)
        {
            _ops.Add(new PatternOp(Kind.LoopCheck, slot));
        }

        _ops.Add(new PatternOp(Kind.Jump, split));
        _ops[split] = new PatternOp(Kind.Split, split + 1, _ops.Count);
    }

    private void EmitCapture(PatternNode.Capture capture)
    {
        if (!keepCaptures)
        {
            Emit(capture.Part);
            return;
        }

        _ops.Add(new PatternOp(Kind.Save, capture.Number * 2));
        Emit(capture.Part);
        _ops.Add(new PatternOp(Kind.Save, (capture.Number * 2) + 1));
    }
}
