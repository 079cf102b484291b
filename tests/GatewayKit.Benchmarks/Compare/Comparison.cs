using GatewayKit.Benchmarks.Statistics;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>A variant beside bare YARP.</summary>
internal static class Comparison
{
    /// <summary>Returns the ratios to bare YARP in the same round;
    /// null if a number is zero, as the bytes of a program without a heap.</summary>
    public static Spread? Ratio(IReadOnlyList<Sample> variant, IReadOnlyList<Sample> yarp, Func<Sample, double> of)
    {
        var pairs = variant.Zip(yarp, (own, bare) => (Own: of(own), Bare: of(bare))).ToArray();
        return pairs.Length > 0 && Array.TrueForAll(pairs, pair => pair is { Own: > 0, Bare: > 0 })
            ? Spread.Of(pairs.Select(pair => pair.Own / pair.Bare))
            : null;
    }

    /// <summary>
    /// Returns the ratio of the lower quartiles of the processor time of a request: other programs can only add to it, so the cheaper
    /// rounds are more accurate.
    /// </summary>
    public static double CpuRatio(IReadOnlyList<Sample> variant, IReadOnlyList<Sample> yarp)
        => LowerQuartile(variant) / LowerQuartile(yarp);

    private static double LowerQuartile(IReadOnlyList<Sample> samples) => Spread.Of(samples.Select(s => s.CpuMicroseconds)).LowerQuartile;
}
