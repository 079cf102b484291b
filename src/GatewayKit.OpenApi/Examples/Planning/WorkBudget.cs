using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Evaluation;

namespace GatewayKit.OpenApi.Examples.Planning;

/// <summary>What making one value may cost, counted instead of timed, so that a schema costs the same everywhere. A unit is about
/// a microsecond.</summary>
internal sealed class WorkBudget(int units)
{
    /// <summary>What reading schemas may cost, which is done once: it says nothing of how much is written.</summary>
    private const int Reading = 60_000;

    /// <summary>What a match costs that was given up. Two are too many.</summary>
    private const int GivenUp = 11_000;

    /// <summary>How many evaluations a unit of work is good for.</summary>
    private const int Evaluations = 8;

    private const int MaxDepth = 512;

    private static readonly TimeSpan s_patternTime = TimeSpan.FromMilliseconds(100);

    private int _reading = Reading;

    /// <summary>What is left, at least 0.</summary>
    public int Left { get; private set; } = units;

    /// <summary>All that was taken, for reading too.</summary>
    public long Spent { get; private set; }

    /// <summary>Whether a check or a match ended without a result.</summary>
    public bool HasGivenUp { get; private set; }

    /// <summary>Begins anew, except for what reading may still cost.</summary>
    public void Restart(int units) => Left = units;

    /// <summary>Takes some of what is left; false if there is none.</summary>
    public bool Spend(int units = 1)
    {
        Spent += Math.Min(units, Left);
        Left = Math.Max(0, Left - units);
        return Left > 0 && _reading > 0;
    }

    /// <summary>Takes what reading schemas has cost.</summary>
    public void SpendReading(int units)
    {
        Spent += units;
        _reading = Math.Max(0, _reading - units);
    }

    /// <summary>Takes what a match has cost that took too long.</summary>
    public void GiveUp()
    {
        HasGivenUp = true;
        Spend(GivenUp);
    }

    /// <summary>Whether a value is valid; false too if it costs too much to tell.</summary>
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
