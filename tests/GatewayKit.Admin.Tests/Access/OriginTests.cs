using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Access;

/// <summary>Requests of pages in an operator's browser.</summary>
public sealed class OriginTests : IAsyncLifetime
{
    private AdminHost _host = null!;

    public async Task InitializeAsync() => _host = await AdminHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_origin_is_rejected(string name, string value)
    {
        var answer = await _host.GetAsync("/v1/status", null, (name, value));

        Assert.Equal((403, "Requests from pages of another origin aren't allowed."), (answer.Status, answer.Detail));
        Assert.DoesNotContain("Access-Control-Allow-Origin", answer.Headers.Keys);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task A_request_of_the_address_itself_is_allowed(string name, string value)
        => Assert.Equal(200, (await _host.GetAsync("/v1/status", null, (name, value))).Status);

    [Fact]
    public async Task A_page_of_the_address_itself_is_allowed()
    {
        var answer = await _host.GetAsync("/v1/status", null, ("Origin", _host.Address.GetLeftPart(UriPartial.Authority)));

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.0.2.1")]
    public async Task A_name_that_resolves_to_the_address_is_rejected(string name)
    {
        var answer = await _host.GetAsync("/v1/status", null, ("Host", name));

        Assert.Equal(403, answer.Status);
        Assert.StartsWith("The Host header must name localhost", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preflight_allows_nothing()
    {
        var answer = await _host.SendAsync(HttpMethod.Options, "/v1/status", null, null,
            ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "GET"));

        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }
}
