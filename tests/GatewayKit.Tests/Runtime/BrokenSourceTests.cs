using GatewayKit.Configuration;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Runtime;

public sealed class BrokenSourceTests
{
    private const string Yaml = "routes: { one: { match: { path: /one } } }";

    [Fact]
    public async Task A_source_that_throws_ends_a_start_with_one_error()
    {
        var source = new BrokenSource { IsBroken = true };

        var refused = await Assert.ThrowsAsync<GatewayConfigException>(
            () => GatewayTestHost.StartAsync(setup => setup.WithConfiguration(Yaml).WithGateway(g => g.LoadFrom(_ => source))));

        Assert.Equal("database: The source can't be read: The database is down.", Assert.Single(refused.Errors).ToString());
    }

    [Fact]
    public async Task A_source_that_throws_in_a_reload_keeps_its_last_version_and_logs_the_exception()
    {
        var source = new BrokenSource();
        await using var host =
            await GatewayTestHost.StartAsync(setup => setup.WithConfiguration(Yaml).WithGateway(g => g.LoadFrom(_ => source)));
        source.IsBroken = true;

        var errors = await host.Services.GetRequiredService<ReloadCoordinator>().ReloadAsync(source);

        Assert.Equal("database: The source can't be read: The database is down.", Assert.Single(errors.Items).ToString());
        Assert.Contains(host.Logs.Lines, line => line.Contains("Source 'database' could not be read.", StringComparison.Ordinal));
        Assert.Empty(await host.ReloadAsync("routes: { two: { match: { path: /two } } }"));
    }
}
