using System.Text;
using OpenTelemetry.Metrics;

namespace GatewayKit.OpenTelemetry.Prometheus;

/// <summary>
/// The names of metrics and labels in Prometheus, by OpenTelemetry's rules for its compatibility with Prometheus: underscores instead of
/// other characters, the unit, and <c>_total</c> for counters.
/// </summary>
internal static class PrometheusName
{
    public static string Of(Metric metric)
    {
        var name = OfLabel(metric.Name);
        if (UnitOf(metric.Unit) is { } unit && !name.EndsWith(unit, StringComparison.Ordinal))
            name = $"{name}_{unit}";
        return IsCounter(metric.MetricType) && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary>Returns the name of a label.</summary>
    public static string OfLabel(string name)
    {
        if (IsValid(name))
            return name;

        var text = new StringBuilder(name.Length + 1);
        foreach (var c in name)
        {
            if (char.IsAsciiLetter(c) || (char.IsAsciiDigit(c) && text.Length > 0))
                text.Append(c);
            else if (text.Length == 0 || text[^1] != '_')
                text.Append('_');
        }

        return text.ToString();
    }

    public static bool IsCounter(MetricType type) => type is MetricType.LongSum or MetricType.DoubleSum;

    private static bool IsValid(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
                return false;
        }

        return name.Length > 0 && !char.IsAsciiDigit(name[0]);
    }

    private static string? UnitOf(string unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        _ => null,
    };
}
