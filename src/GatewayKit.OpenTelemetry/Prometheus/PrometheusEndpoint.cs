using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenTelemetry.Metrics;

namespace GatewayKit.OpenTelemetry.Prometheus;

/// <summary>
/// Serves <c>GET /metrics</c>. The SDK counts on the request path without locks, and a scrape reads its sums; scrapes run one at a time.
/// </summary>
/// <param name="exporter">Writes the metrics.</param>
/// <param name="reader">Reads the sums of the SDK into the exporter.</param>
internal sealed class PrometheusEndpoint(PrometheusExporter exporter, MetricReader reader)
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock _scrape = new();

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/metrics", ServeAsync);

    private async Task ServeAsync(HttpContext http)
    {
        var text = Collect();
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = text.Length;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(text, http.RequestAborted).ConfigureAwait(false);
    }

    private byte[] Collect()
    {
        lock (_scrape)
        {
            reader.Collect();
            return exporter.Text;
        }
    }
}
