using System.Net;

namespace GatewayKit.Tests.Edge;

public sealed class RequestGuardHttp2Tests : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task An_ordinary_request_over_HTTP_2_passes_with_its_trailers()
    {
        await using var app = await EdgeApp.StartAsync();

        var body = await SendAsync(app, "/api/x?y=1", "TE", "trailers");

        Assert.StartsWith("GET /api/x from 127.0.0.1\n", body, StringComparison.Ordinal);
        Assert.Contains("TE: trailers\n", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Consumer-Id", "evil")]
    [InlineData("X_Consumer_Id", "evil")]
    [InlineData("X-Forwarded-For", "evil")]
    [InlineData("Sec-WebSocket-Key", "evil")]
    public async Task What_a_client_must_not_say_is_not_heard_over_HTTP_2_either(string name, string value)
    {
        await using var app = await EdgeApp.StartAsync();

        Assert.DoesNotContain("evil", await SendAsync(app, "/api/x", name, value), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ambiguous_path_is_refused_over_HTTP_2_too()
    {
        await using var app = await EdgeApp.StartAsync();

        Assert.Contains("\"status\":400", await SendAsync(app, "/api/x%2Fy", "X", "y"), StringComparison.Ordinal);
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> SendAsync(EdgeApp app, string target, string name, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{app.Http2Port}{target}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
