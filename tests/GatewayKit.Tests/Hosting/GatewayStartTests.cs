using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Tests.Hosting;

public sealed class GatewayStartTests : IAsyncDisposable
{
    private const string Valid = "routes: { one: { match: { path: /one } } }";
    private const string Invalid = """
        routes:
          two: { match: { path: /two }, clusterId: nowhere }
          one: { match: { path: /one }, timout: 1s }
        """;

    private readonly RecordedLogs _logs = new();
    private WebApplication? _app;

    [Fact]
    public async Task A_rejected_configuration_ends_the_start_of_the_host_with_every_error_and_its_place()
    {
        var app = Build(Invalid);
        app.MapGatewayKit();

        var rejected = await Assert.ThrowsAsync<GatewayConfigException>(() => app.StartAsync().WaitAsync(TimeSpan.FromSeconds(60)));

        var lines = rejected.ToString().Split(Environment.NewLine);
        Assert.Equal("GatewayKit.Configuration.GatewayConfigException: The gateway's configuration has 2 errors:", lines[0]);
        Assert.StartsWith("test.yaml:2:8: routes.two: clusterId is 'nowhere'", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("test.yaml:3:33: routes.one: timout is unknown.", lines[2], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public async Task A_rejected_configuration_is_logged_once_without_a_stack_trace()
    {
        var app = Build(Invalid);
        app.MapGatewayKit();

        await Assert.ThrowsAsync<GatewayConfigException>(() => app.StartAsync().WaitAsync(TimeSpan.FromSeconds(60)));

        var line = Assert.Single(_logs.Lines, line => line.Contains("routes.one: timout", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_the_host_would_not_apply_ends_the_start_and_is_logged_once()
    {
        var app = Build(
            "routes: { one: { match: { path: /one }, rateLimiterPolicy: strict } }",
            services => services.AddRateLimiter(limiter => limiter.AddConcurrencyLimiter("strict", limit => limit.PermitLimit = 1)));
        app.MapGatewayKit();

        await Assert.ThrowsAsync<GatewayConfigException>(() => app.StartAsync().WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.Single(_logs.Lines, line => line.Contains("rateLimiterPolicy is 'strict'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gateway_that_is_mapped_while_the_host_starts_ends_the_start_as_well()
    {
        var app = Build(Invalid);
        ((IApplicationBuilder)app).Use(next =>
        {
            app.MapGatewayKit();
            return next;
        });

        await Assert.ThrowsAsync<GatewayConfigException>(() => app.StartAsync().WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_host_that_does_not_map_its_gateway_says_which_call_is_missing()
    {
        var app = Build(Valid);

        await app.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));

        using var client = new HttpClient();
        using var answer = await client.GetAsync($"{app.Urls.Single()}/one");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Single(_logs.Lines, IsMissingCall);
    }

    [Fact]
    public async Task A_host_that_maps_its_gateway_is_not_warned()
    {
        var app = Build(Valid);
        app.MapGatewayKit();

        await app.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.DoesNotContain(_logs.Lines, IsMissingCall);
    }

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? default;

    private static bool IsMissingCall(string line)
        => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("app.MapGatewayKit()", StringComparison.Ordinal);

    private WebApplication Build(string yaml, Action<IServiceCollection>? more = null)
    {
        var builder = SealedHost.CreateBuilder(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.AddProvider(_logs);
        builder.AddGatewayKit().LoadFrom(_ => new TestConfigSource(yaml, new Uri("http://127.0.0.1:1")));
        more?.Invoke(builder.Services);
        return _app = builder.Build();
    }
}
