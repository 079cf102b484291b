using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace GatewayKit.OpenTelemetry.Prometheus;

/// <summary>Writes the metrics of the SDK in the text format of Prometheus.</summary>
internal sealed class PrometheusExporter : BaseExporter<Metric>
{
    /// <summary>The metrics of the last collection.</summary>
    public byte[] Text { get; private set; } = [];

    public override ExportResult Export(in Batch<Metric> batch)
    {
        // Metrics of several meters can have the same name, and a name can occur only once in the text.
        var families = new Dictionary<string, List<Metric>>(StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var metric in batch)
        {
            var name = PrometheusName.Of(metric);
            if (families.TryGetValue(name, out var family))
            {
                if (family[0].MetricType == metric.MetricType)
                    family.Add(metric);
                continue;
            }

            families.Add(name, [metric]);
            names.Add(name);
        }

        var text = new StringBuilder();
        foreach (var name in names)
            PrometheusText.Write(text, name, families[name]);
        Text = Encoding.UTF8.GetBytes(text.ToString());
        return ExportResult.Success;
    }
}
