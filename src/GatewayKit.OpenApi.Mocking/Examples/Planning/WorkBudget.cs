using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>The budget for generating one value, counted instead of timed, so that a schema costs the same everywhere. A unit is about a
/// microsecond.</summary>
internal sealed class WorkBudget(int units)
{
    /// <summary>The separate budget for reading schemas, which happens once and doesn't depend on how much is written.</summary>
    private const int Reading = 60_000;

    /// <summary>The cost of a match that timed out. Two are too many.</summary>
    private const int GivenUp = 11_000;

    /// <summary>The number of evaluations per unit of work.</summary>
    private const int Evaluations = 8;

    private const int MaxDepth = 512;

    private static readonly TimeSpan s_patternTime = TimeSpan.FromMilliseconds(100);

    private int _reading = Reading;

    /// <summary>The remaining work, at least 0.</summary>
    public int Left { get; private set; } = units;

    /// <summary>The work used so far, including reading.</summary>
    public long Spent { get; private set; }

    /// <summary>Whether a check or a match ended without a result.</summary>
    public bool HasGivenUp { get; private set; }

    /// <summary>Resets the budget, except for the part for reading.</summary>
    public void Restart(int units) => Left = units;

    /// <summary>Uses some of the remaining work; <c>false</c> if nothing is left.</summary>
    public bool Spend(int units = 1)
    {
        Spent += Math.Min(units, Left);
        Left = Math.Max(0, Left - units);
        return Left > 0 && _reading > 0;
    }

    /// <summary>Uses the cost of reading schemas.</summary>
    public void SpendReading(int units)
    {
        Spent += units;
        _reading = Math.Max(0, _reading - units);
    }

    /// <summary>Uses the cost of a match that timed out.</summary>
    public void GiveUp()
    {
        HasGivenUp = true;
        Spend(GivenUp);
    }

    /// <summary>Whether a value is valid; also <c>false</c> if the check costs too much.</summary>
    public bool Allows(SchemaNode node, in JsonElement value)
    {
        if (Left == 0)
            return false;
        using var context = new EvaluationContext(MaxDepth, new EvaluationBudget((long)Left * Evaluations, s_patternTime), errors: null);
        var valid = context.Run(node, value);
        Spend((int)(context.Steps / Evaluations));
        if (context.IsAborted)
            GiveUp();
        return valid;
    }
}
