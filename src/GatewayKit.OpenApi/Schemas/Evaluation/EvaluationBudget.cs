using System.Diagnostics;

namespace GatewayKit.OpenApi.Schemas.Evaluation;

/// <summary>
/// The work that one validation, or all validations of one message, may cost. Steps are counted, not timed, so that the same value costs the
/// same on every machine; a step takes about as long as evaluating a small schema or reading 16 characters. Only matching that can't be
/// bounded by counting has a clock. Not thread-safe.
/// </summary>
/// <param name="steps">The number of steps.</param>
/// <param name="patternTime">How long all matches together may take that need a clock.</param>
internal sealed class EvaluationBudget(long steps, TimeSpan patternTime)
{
    /// <summary>The characters times the size of their pattern that are matched without a clock: some ten milliseconds at worst.</summary>
    private const long Unclocked = 4_000_000;

    private long _unclocked = Unclocked;
    private long _ticks = (long)(patternTime.TotalSeconds * Stopwatch.Frequency);

    /// <summary>The steps that have been taken.</summary>
    public long Spent { get; private set; }

    /// <summary>Whether there was more to do than is allowed.</summary>
    public bool IsExceeded => Spent > steps;

    /// <summary>Takes steps; false if there are no more.</summary>
    public bool Take(long count)
    {
        Spent += count;
        return Spent <= steps;
    }

    /// <summary>Whether a match in linear time is so small, with those before it, that it needs no clock.</summary>
    public bool IsSmall(long characters, long size)
    {
        var cost = characters * size;
        if (cost > _unclocked)
            return false;
        _unclocked -= cost;
        return true;
    }

    /// <summary>Whether there is time left for a match that needs a clock.</summary>
    public bool HasTime => _ticks > 0;

    /// <summary>Starts the clock.</summary>
    public static long Start() => Stopwatch.GetTimestamp();

    /// <summary>Stops the clock, and takes the time that has passed.</summary>
    public void Stop(long start) => _ticks -= Stopwatch.GetTimestamp() - start;
}
