using System.Diagnostics;

namespace GatewayKit.JsonSchema.Evaluation;

/// <summary>
/// The budget of one validation, or of all validations of one message. Steps are counted instead of timed, so that the same value costs the
/// same on every machine; a step takes about as long as evaluating a small schema or reading 16 characters. Only matching that can't be
/// limited by counting is timed. Not thread-safe.
/// </summary>
/// <param name="steps">The number of steps.</param>
/// <param name="patternTime">The maximum total time of all timed matches.</param>
internal sealed class EvaluationBudget(long steps, TimeSpan patternTime)
{
    /// <summary>The maximum number of characters times pattern size that are matched without a timer: about ten milliseconds at
    /// worst.</summary>
    private const long Unclocked = 4_000_000;

    private long _unclocked = Unclocked;
    private long _ticks = (long)(patternTime.TotalSeconds * Stopwatch.Frequency);

    /// <summary>The number of steps used.</summary>
    public long Spent { get; private set; }

    /// <summary>Whether the work exceeded the limit.</summary>
    public bool IsExceeded => Spent > steps;

    /// <summary>Uses steps; <c>false</c> if none are left.</summary>
    public bool Take(long count)
    {
        Spent += count;
        return Spent <= steps;
    }

    /// <summary>Whether a linear-time match, together with the previous ones, is small enough to run without a timer.</summary>
    public bool IsSmall(long characters, long size)
    {
        var cost = characters * size;
        if (cost > _unclocked)
            return false;
        _unclocked -= cost;
        return true;
    }

    /// <summary>Whether there is time left for a timed match.</summary>
    public bool HasTime => _ticks > 0;

    /// <summary>Starts the timer.</summary>
    public static long Start() => Stopwatch.GetTimestamp();

    /// <summary>Stops the timer, and uses the elapsed time.</summary>
    public void Stop(long start) => _ticks -= Stopwatch.GetTimestamp() - start;
}
