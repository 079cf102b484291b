using System.Globalization;

namespace GatewayKit.Benchmarks.Statistics;

/// <summary>The median of some numbers, their lower quartile, the minimum and the maximum.</summary>
internal sealed record Spread(double Median, double LowerQuartile, double Minimum, double Maximum)
{
    /// <param name="numbers">At least one number.</param>
    public static Spread Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[sorted.Length / 4], sorted[0], sorted[^1]);
    }

    public string Show(string format) => string.Format(
        CultureInfo.InvariantCulture, "{0} ({1}..{2})", Text(Median, format), Text(Minimum, format), Text(Maximum, format));

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
