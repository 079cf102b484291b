using System.Net;

namespace GatewayKit.Samples.Portal;

/// <summary>Calls the gateway as curl does.</summary>
internal sealed class SampleClient(Uri gateway) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = gateway, Timeout = s_patience };

    public async Task<(HttpStatusCode Status, string? Policy)> CallAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders");
        request.Headers.Add("X-Api-Key", key);
        using var response = await _client.SendAsync(request);
        return (response.StatusCode, response.Headers.TryGetValues("RateLimit-Policy", out var policy) ? policy.First() : null);
    }

    /// <summary>Calls until the answer is as expected: a node runs a revision within a second.</summary>
    public async Task UntilAsync(string key, Func<HttpStatusCode, string?, bool> isExpected)
    {
        using var end = new CancellationTokenSource(s_patience);
        while (true)
        {
            var (status, policy) = await CallAsync(key);
            if (isExpected(status, policy))
                return;
            await Task.Delay(50, end.Token);
        }
    }

    public void Dispose() => _client.Dispose();
}
