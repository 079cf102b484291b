using GatewayKit.Testing;

namespace GatewayKit.Tests.Pipeline;

public sealed class UnmatchedTests : IAsyncLifetime
{
    private const string Configuration = """
        plugins:
          - { name: trace }
          - { name: token, stage: diagnostics }
          - { name: probe }
        routes:
          read: { clusterId: up, match: { path: /read, methods: [GET] } }
        problems:
          405: { contentType: text/plain, body: "not allowed" }
        """;

    private readonly Probe _probe = new();
    private GatewayTestHost _gateway = null!;

    public async Task InitializeAsync()
        => _gateway = await ProbeHost.StartAsync(_probe, Configuration, setup => setup.WithPlugin<TracePlugin>());

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("HEAD", "/nowhere", 404)]
    [InlineData("DELETE", "/read", 405)]
    public async Task Global_plugins_for_diagnostics_see_a_request_that_no_route_takes_and_its_answer(
        string method, string target, int status)
    {
        using var answer = await SendAsync(method, target);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal($"(none) {status} Gateway", answer.Headers.GetValues("X-Trace").Single());
        await _probe.Completed.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Empty(_probe.Events);
    }

    [Fact]
    public async Task The_answer_is_the_same_but_for_what_they_add()
    {
        using var missing = await SendAsync("GET", "/nowhere");
        using var method = await SendAsync("DELETE", "/read");

        Assert.Contains("No route matches this request.", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("not allowed", await method.Content.ReadAsStringAsync());
        Assert.Equal(["GET"], method.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("GET", "/a//b", 400)]
    [InlineData("TRACE", "/nowhere", 405)]
    public async Task The_edge_refuses_before_them(string method, string target, int status)
    {
        using var answer = await SendAsync(method, target);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.False(answer.Headers.Contains("X-Trace"));
    }

    [Fact]
    public async Task A_reload_without_them_is_a_plain_404()
    {
        Assert.Empty(await _gateway.ReloadAsync("routes: {}"));

        using var answer = await SendAsync("GET", "/nowhere");

        Assert.Equal(404, (int)answer.StatusCode);
        Assert.False(answer.Headers.Contains("X-Trace"));
    }

    [Fact]
    public async Task Explain_names_them()
        => Assert.Equal(["trace"], (await _gateway.ExplainAsync("GET", "/nowhere")).Plugins.Select(plugin => plugin.Name));

    private Task<HttpResponseMessage> SendAsync(string method, string target)
        => _gateway.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), target)).WaitAsync(TimeSpan.FromSeconds(60));
}
