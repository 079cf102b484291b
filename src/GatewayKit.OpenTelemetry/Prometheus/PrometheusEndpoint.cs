using GatewayKit.OpenTelemetry.Readers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.OpenTelemetry.Prometheus;

/// <summary>
/// Serves <c>GET /metrics</c>. The SDK counts on the request path without locks, and a scrape reads its sums; scrapes run one at a time.
/// </summary>
/// <param name="exporter">Writes the metrics.</param>
/// <param name="exports">Has the reader that reads the sums of the SDK into the exporter.</param>
internal sealed class PrometheusEndpoint(PrometheusExporter exporter, MetricExports exports)
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly ScrapeTurn _turn = new(() => exporter.Scrape(exports.Scraped));

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/metrics", ServeAsync);

    private async Task ServeAsync(HttpContext http)
    {
        if (!_turn.TryEnter())
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = "1";
            return;
        }

        try
        {
            var text = await _turn.ScrapeAsync().WaitAsync(http.RequestAborted).ConfigureAwait(false);
            http.Response.ContentType = ContentType;
            http.Response.ContentLength = text.Length;
            http.Response.Headers.CacheControl = "no-store";
            await http.Response.Body.WriteAsync(text, http.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            _turn.Leave();
        }
    }
}
