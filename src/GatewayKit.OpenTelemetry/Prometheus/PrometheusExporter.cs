using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace GatewayKit.OpenTelemetry.Prometheus;

/// <summary>Writes the metrics of the SDK in the text format of Prometheus.</summary>
internal sealed class PrometheusExporter : BaseExporter<Metric>
{
    // A collection for OTLP can be in progress, and then come to an end just before the next attempt.
    private const int MaxAttempts = 3;

    private readonly Lock _scrape = new();
    private volatile bool _isAwaited;
    private int _scrapingThread;
    private byte[] _text = [];

    /// <summary>Gets whether a scrape waits for the text.</summary>
    public bool IsAwaited => _isAwaited;

    /// <summary>Gets whether the current thread collects for a scrape.</summary>
    public bool IsScraping => Volatile.Read(ref _scrapingThread) == Environment.CurrentManagedThreadId;

    /// <summary>Returns the text of the current metrics. Scrapes run one at a time.</summary>
    /// <param name="reader">The reader of the metrics; null before it is there.</param>
    public byte[] Scrape(MetricReader? reader)
    {
        lock (_scrape)
        {
            _isAwaited = true;
            Volatile.Write(ref _scrapingThread, Environment.CurrentManagedThreadId);
            try
            {
                for (var attempt = 0; _isAwaited && attempt < MaxAttempts; attempt++)
                    reader?.Collect();
            }
            finally
            {
                Volatile.Write(ref _scrapingThread, 0);
                _isAwaited = false;
            }

            return _text;
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        // Metrics of several meters can have the same name, and a name can occur only once in the text. Several views of one instrument
        // have the same labels.
        var families = new Dictionary<string, List<Metric>>(StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var metric in batch)
        {
            var name = PrometheusName.Of(metric);
            if (families.TryGetValue(name, out var family))
            {
                if (family[0].MetricType == metric.MetricType && !family.Exists(one => one.MeterName == metric.MeterName))
                    family.Add(metric);
                continue;
            }

            families.Add(name, [metric]);
            names.Add(name);
        }

        var text = new StringBuilder();
        foreach (var name in names)
            PrometheusText.Write(text, name, families[name]);
        _text = Encoding.UTF8.GetBytes(text.ToString());
        _isAwaited = false;
        return ExportResult.Success;
    }
}
