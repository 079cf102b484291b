using GatewayKit.Cli.Mocking;
using GatewayKit.Cli.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Tests.Mocking;

public sealed class MockCorsTests : IAsyncLifetime, IDisposable
{
    private const string Site = "https://site.example";

    private readonly WebApplication _app = App();
    private readonly HttpClient _client = new() { Timeout = Bound.Time };

    public async Task InitializeAsync()
    {
        MockCors.Use(_app);
        _app.Run(http =>
        {
            http.Response.Headers["X-Total"] = "2";
            http.Response.Headers.Vary = "Accept";
            http.Response.Headers.AccessControlAllowOrigin = "https://example.com";
            return http.Response.WriteAsync("hello");
        });
        await _app.StartAsync().WaitAsync(Bound.Time);
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData(Site)]
    [InlineData("null")]
    [InlineData("http://localhost:5173")]
    public async Task A_script_may_read_with_credentials_because_its_origin_is_named(string origin)
    {
        using var response = await SendAsync(HttpMethod.Get, ("Origin", origin));

        Assert.Equal((origin, "true"),
            (Header(response, "Access-Control-Allow-Origin"), Header(response, "Access-Control-Allow-Credentials")));
        Assert.Equal("Accept, Origin", Header(response, "Vary"));
    }

    [Fact]
    public async Task Without_an_origin_no_credentials_are_allowed()
    {
        using var response = await SendAsync(HttpMethod.Get);

        Assert.Equal(("*", null), (Header(response, "Access-Control-Allow-Origin"), Header(response, "Access-Control-Allow-Credentials")));
        Assert.Equal("Accept, Origin", Header(response, "Vary"));
    }

    [Fact]
    public async Task Headers_are_exposed_by_name_since_a_wildcard_means_nothing_with_credentials()
    {
        using var response = await SendAsync(HttpMethod.Get, ("Origin", Site));

        var exposed = Header(response, "Access-Control-Expose-Headers")!.Split(", ");
        Assert.Contains("X-Total", exposed);
        Assert.DoesNotContain("*", exposed);
        Assert.DoesNotContain(exposed, name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_preflight_gets_what_it_asks_for()
    {
        using var response = await SendAsync(
            HttpMethod.Options, ("Origin", Site),
            ("Access-Control-Request-Method", "PATCH"), ("Access-Control-Request-Headers", "authorization,x-a"));

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal((Site, "true"),
            (Header(response, "Access-Control-Allow-Origin"), Header(response, "Access-Control-Allow-Credentials")));
        Assert.Equal(("PATCH", "authorization,x-a"),
            (Header(response, "Access-Control-Allow-Methods"), Header(response, "Access-Control-Allow-Headers")));
        Assert.Equal(("600", null), (Header(response, "Access-Control-Max-Age"), Header(response, "Access-Control-Allow-Private-Network")));
        Assert.Equal(
            "Origin, Access-Control-Request-Method, Access-Control-Request-Headers, Access-Control-Request-Private-Network",
            Header(response, "Vary"));
    }

    [Fact]
    public async Task A_preflight_from_the_internet_reaches_a_mock_on_this_machine()
    {
        using var response = await SendAsync(
            HttpMethod.Options, ("Origin", Site),
            ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Private-Network", "true"));

        Assert.Equal("true", Header(response, "Access-Control-Allow-Private-Network"));
    }

    [Theory]
    [InlineData("Origin", Site)]
    [InlineData("Access-Control-Request-Method", "GET")]
    public async Task An_OPTIONS_request_that_is_not_a_preflight_goes_on(string name, string value)
    {
        using var response = await SendAsync(HttpMethod.Options, (name, value));

        Assert.Equal((200, "hello"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_preflight_with_text_that_can_not_be_a_header_is_answered_without_it()
    {
        using var response = await SendAsync(
            HttpMethod.Options, ("Origin", Site), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "x-\t-a"));

        Assert.Equal((204, null), ((int)response.StatusCode, Header(response, "Access-Control-Allow-Headers")));
    }

    private static WebApplication App()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, _app.Urls.Single());
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return _client.SendAsync(request).WaitAsync(Bound.Time);
    }

    private static string? Header(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
