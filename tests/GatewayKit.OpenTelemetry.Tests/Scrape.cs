using System.Net;
using GatewayKit.Testing;

namespace GatewayKit.OpenTelemetry.Tests;

/// <summary>Scrapes the metrics of a gateway at its admin address.</summary>
internal sealed class Scrape : IDisposable
{
    private const string Text = "Health checks are answered on ";

    private readonly HttpClient _client = new() { Timeout = ExportHost.Patience };
    private readonly Uri _address;

    public Scrape(GatewayTestHost gateway)
    {
        var line = gateway.Logs.Lines.First(l => l.Contains(Text, StringComparison.Ordinal));
        _address = new Uri(new Uri(line[(line.IndexOf(Text, StringComparison.Ordinal) + Text.Length)..].TrimEnd('.')), "/metrics");
    }

    public async Task<HttpStatusCode> StatusAsync()
    {
        using var response = await _client.GetAsync(_address);
        return response.StatusCode;
    }

    /// <summary>Scrapes until the metrics contain a text: an exchange ends after its client has the response.</summary>
    public Task<string> UntilAsync(params string[] texts)
        => UntilAsync(metrics => texts.All(text => metrics.Contains(text, StringComparison.Ordinal)));

    /// <summary>Scrapes until the metrics fulfill a condition.</summary>
    public async Task<string> UntilAsync(Func<string, bool> condition)
    {
        using var limit = new CancellationTokenSource(ExportHost.Patience);
        while (true)
        {
            var metrics = await _client.GetStringAsync(_address, limit.Token);
            if (condition(metrics))
                return metrics;

            await Task.Delay(20, limit.Token);
        }
    }

    public void Dispose() => _client.Dispose();
}
