using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace GatewayKit.Samples.Portal;

/// <summary>The sample as a user starts it, and reads it with curl.</summary>
[Collection(SharedPortal.Name)]
public sealed class PortalTests(PortalFixture fixture) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    private PortalProcess Sample => fixture.Sample;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task The_catalog_shows_an_api_to_everybody_and_another_one_to_developers()
    {
        var page = await _client.GetStringAsync(Sample.Portal);

        Assert.Contains("<h1>Acme APIs</h1>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/apis/orders\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/apis/stock", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_a_key_is_rejected()
        => Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(new Uri(Sample.Gateway, "/orders")));

    [Fact]
    public async Task The_pages_for_operators_need_the_key()
        => Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(new Uri(Sample.Admin, "/ui")));

    [Fact]
    public async Task The_store_has_a_week_of_usage_of_two_applications()
    {
        var from = DateTimeOffset.UtcNow.AddDays(-8).Date;
        var week = await ReadAsync($"/v1/statistics?by=consumer,route&interval=day&from={from:yyyy-MM-dd}T00:00:00Z");
        var points = week["items"]!.AsArray();

        Assert.InRange(points.Select(point => (string)point!["consumer"]!).Distinct().Count(), 2, 20);
        Assert.Equal(["orders", "stock"], points.Select(point => (string)point!["route"]!).Distinct().Order());
        Assert.InRange(points.Select(point => (string)point!["start"]!).Distinct().Count(), 7, 8);
        Assert.InRange(points.Sum(point => (long)point!["count"]!), 1_000, 10_000);
    }

    [Fact]
    public async Task A_restart_keeps_what_the_first_start_has_prepared()
    {
        Assert.Contains("Preparing", fixture.FirstOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("Preparing", string.Join('\n', Sample.Output), StringComparison.Ordinal);
        var consumers = (await ReadAsync("/v1/entries?kind=consumers"))["items"]!.AsArray();

        // Other tests create applications, too.
        Assert.InRange(consumers.Count, 3, 20);
    }

    private async Task<HttpStatusCode> StatusAsync(Uri address)
    {
        using var response = await _client.GetAsync(address);
        return response.StatusCode;
    }

    private async Task<JsonNode> ReadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Sample.Admin, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", PortalProcess.OperatorKey);
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
