using Kind = Chimera.Sites.Netlify.JavaScript.Patterns.PatternOp.Kind;

namespace Chimera.Sites.Netlify.JavaScript.Patterns;

/// <summary>Runs a program that refers back to what it captured, way after way.</summary>
internal sealed class PatternBacktracker(PatternOp[] ops, int[] text)
{
    // Such patterns can take exponential time; one that takes longer than this is said not to match.
    private const int MaxSteps = 1_000_000;

    private readonly int _registers = 2 + ops.Max(op => op.Code == Kind.Save ? op.A : 0);
    private readonly int _slots = 1 + ops.Max(op => op.Code == Kind.LoopEnter ? op.A : 0);
    private int _steps;

    private sealed record State(int Op, int At, int[] Registers);

    public bool Run()
    {
        for (var from = 0; from <= text.Length && _steps < MaxSteps; from++)
        {
            var registers = new int[_registers + _slots];
            Array.Fill(registers, -1);
            if (RunFrom(new State(0, from, registers)))
            {
                return true;
            }
        }

        return false;
    }

    private bool RunFrom(State first)
    {
        var pending = new Stack<State>();
        pending.Push(first);
        while (pending.TryPop(out var state) && _steps++ < MaxSteps)
        {
            var op = ops[state.Op];
            var next = state with { Op = state.Op + 1 };
            switch (op.Code)
            {
                case Kind.Match:
                    return true;
                case Kind.Jump:
                    pending.Push(state with { Op = op.A });
                    break;
                case Kind.Split:
                    pending.Push(state with { Op = op.B });
                    pending.Push(state with { Op = op.A });
                    break;
                case Kind.Literal or Kind.Class:
                    if (state.At < text.Length && PatternStates.Takes(op, text[state.At]))
                    {
                        pending.Push(next with { At = state.At + 1 });
                    }

                    break;
                case Kind.Save:
                    pending.Push(next with { Registers = With(state.Registers, op.A, state.At) });
                    break;
                case Kind.LoopEnter:
                    pending.Push(next with { Registers = With(state.Registers, _registers + op.A, state.At) });
                    break;
                case Kind.LoopCheck:
                    if (state.Registers[_registers + op.A] != state.At)
                    {
                        pending.Push(next);
                    }

                    break;
                case Kind.BackReference:
                    if (Repeated(state, op.A) is >= 0 and var after)
                    {
                        pending.Push(next with { At = after });
                    }

                    break;
                default:
                    if (PatternStates.Holds(op, text, state.At))
                    {
                        pending.Push(next);
                    }

                    break;
            }
        }

        return false;
    }

    /// <summary>
    /// Where the captured text ends when it stands here again; -1 when it does not. A group that captured nothing matches nothing.
    /// </summary>
    private int Repeated(State state, int group)
    {
        var (start, end) = (group * 2) + 1 < _registers ? (state.Registers[group * 2], state.Registers[(group * 2) + 1]) : (-1, -1);
        if (start < 0 || end < start)
        {
            return state.At;
        }

        if (state.At + end - start > text.Length)
        {
            return -1;
        }

        for (var index = 0; index < end - start; index++)
        {
            if (CaseFolding.Fold(text[start + index]) != CaseFolding.Fold(text[state.At + index]))
            {
                return -1;
            }
        }

        return state.At + end - start;
    }

    private static int[] With(int[] registers, int index, int value)
    {
        var copy = (int[])registers.Clone();
        copy[index] = value;
        return copy;
    }
}
