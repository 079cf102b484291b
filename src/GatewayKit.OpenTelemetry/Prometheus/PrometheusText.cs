using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace GatewayKit.OpenTelemetry.Prometheus;

/// <summary>The text format of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    /// <summary>Writes the metrics with one name.</summary>
    public static void Write(StringBuilder text, string name, List<Metric> metrics)
    {
        if (metrics[0].Description is { Length: > 0 } description)
            text.Append("# HELP ").Append(name).Append(' ').Append(Escape(description, isLabel: false)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(TypeOf(metrics[0].MetricType)).Append('\n');
        foreach (var metric in metrics)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
                Write(text, name, metric.MetricType, in point);
        }
    }

    private static void Write(StringBuilder text, string name, MetricType type, in MetricPoint point)
    {
        var labels = LabelsOf(point);
        if (type == MetricType.Histogram)
        {
            WriteHistogram(text, name, labels, in point);
            return;
        }

        WriteLine(text, name, labels, type switch
        {
            MetricType.LongSum or MetricType.LongSumNonMonotonic => NumberOf(point.GetSumLong()),
            MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => NumberOf(point.GetSumDouble()),
            MetricType.LongGauge => NumberOf(point.GetGaugeLastValueLong()),
            MetricType.DoubleGauge => NumberOf(point.GetGaugeLastValueDouble()),
            _ => null,
        });
    }

    private static void WriteHistogram(StringBuilder text, string name, string labels, in MetricPoint point)
    {
        var count = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            var bound = $"le=\"{NumberOf(bucket.ExplicitBound)}\"";
            WriteLine(text, name + "_bucket", labels.Length == 0 ? bound : $"{labels},{bound}", NumberOf(count));
        }

        WriteLine(text, name + "_sum", labels, NumberOf(point.GetHistogramSum()));
        WriteLine(text, name + "_count", labels, NumberOf(point.GetHistogramCount()));
    }

    private static void WriteLine(StringBuilder text, string name, string labels, string? number)
    {
        if (number is null)
            return;

        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(number).Append('\n');
    }

    private static string LabelsOf(in MetricPoint point)
    {
        var labels = new StringBuilder();
        foreach (var (name, value) in point.Tags)
        {
            if (labels.Length > 0)
                labels.Append(',');
            labels.Append(PrometheusName.OfLabel(name)).Append("=\"").Append(Escape(TextOf(value), isLabel: true)).Append('"');
        }

        return labels.ToString();
    }

    private static string TextOf(object? value) => value switch
    {
        null => "",
        true => "true",
        false => "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Escape(string text, bool isLabel)
    {
        if (text.AsSpan().IndexOfAny('\\', '\n', '"') < 0)
            return text;

        text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return isLabel ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
    }

    private static string NumberOf(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string NumberOf(double number) => number switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => double.IsNaN(number) ? "NaN" : number.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string TypeOf(MetricType type)
        => type == MetricType.Histogram ? "histogram" : PrometheusName.IsCounter(type) ? "counter" : "gauge";
}
