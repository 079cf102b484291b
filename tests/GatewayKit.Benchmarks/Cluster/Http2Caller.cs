using System.Globalization;
using System.Net;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>
/// Sends HTTP/2 requests without TLS, on one connection for as long as its replica is ready. The HTTP client repeats only requests that
/// the server hasn't processed, as its GOAWAY says (RFC 9113, section 6.8).
/// </summary>
internal sealed class Http2Caller(Func<Replica> pick, string host) : ICaller
{
    private Replica? _replica;
    private HttpClient? _client;

    public string Kind => "HTTP/2";

    public async Task<string?> SendAsync(string path, bool hasBody)
    {
        if (_replica is { IsReady: false })
            Dispose();
        if (_client is null)
        {
            _replica = pick();
            _client = new HttpClient { BaseAddress = new Uri($"http://{_replica.EndPoint}") };
        }

        using var request = new HttpRequestMessage(hasBody ? HttpMethod.Post : HttpMethod.Get, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = hasBody ? new ByteArrayContent(new byte[100]) : null,
        };
        request.Headers.Host = host;
        using var response = await _client.SendAsync(request).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? null : string.Create(CultureInfo.InvariantCulture, $"status {(int)response.StatusCode} {response.StatusCode}");
    }

    public void Dispose()
    {
        _client?.Dispose();
        _client = null;
        _replica = null;
    }
}
