namespace GatewayKit.Proxy.Matching.Expressions;

/// <summary>Compiles an expression to steps, from its end to its start (K. Thompson, "Regular expression search algorithm",
/// 1968).</summary>
internal sealed class ExpressionCompiler
{
    /// <summary>The maximum number of steps. A match takes time for each step and character, at most.</summary>
    private const int MostSteps = 1000;

    /// <summary>The maximum number of parts, also of those without a step, such as an empty group that repeats.</summary>
    private const int MostParts = 10 * MostSteps;

    private readonly List<Instruction> _steps = [new(null, null, -1, -1)];
    private int _parts;

    /// <returns>The steps, of which the first one is the end, and the step at which it starts.</returns>
    /// <exception cref="ArgumentException">The expression is too large.</exception>
    public static (Instruction[] Steps, int Start) Compile(Expression expression)
    {
        var compiler = new ExpressionCompiler();
        var start = compiler.Emit(expression, 0);
        return ([.. compiler._steps], start);
    }

    /// <summary>Adds the steps of a part.</summary>
    /// <returns>The step at which it starts.</returns>
    private int Emit(Expression expression, int next)
    {
        if (++_parts > MostParts)
            throw TooLarge();

        switch (expression)
        {
            case Expression.OneOf(var set):
                return Add(new Instruction(set, null, next, -1));
            case Expression.At(var anchor):
                return Add(new Instruction(null, anchor, next, -1));
            case Expression.Sequence(var items):
                for (var i = items.Count - 1; i >= 0; i--)
                    next = Emit(items[i], next);
                return next;
            case Expression.Choice(var items):
                var start = Emit(items[^1], next);
                for (var i = items.Count - 2; i >= 0; i--)
                    start = Add(new Instruction(null, null, Emit(items[i], next), start));
                return start;
            case Expression.Repeat(var item, var min, var max):
                return Emit(item, min, max, next);
            default:
                throw new InvalidOperationException("The expression has an unknown part.");
        }
    }

    private int Emit(Expression item, int min, int? max, int next)
    {
        var start = next;
        if (max is null)
        {
            start = Add(default);
            _steps[start] = new Instruction(null, null, Emit(item, start), next);
        }

        for (var i = min; i < max; i++)
            start = Add(new Instruction(null, null, Emit(item, start), next));
        for (var i = 0; i < min; i++)
            start = Emit(item, start);
        return start;
    }

    private int Add(Instruction step)
    {
        if (_steps.Count >= MostSteps)
            throw TooLarge();

        _steps.Add(step);
        return _steps.Count - 1;
    }

    private static ArgumentException TooLarge()
        => new($"it needs more than {MostSteps} steps; repetitions count as often as they can occur.");
}
