using GatewayKit.Admin.Tests.Support;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Admin.Tests.Endpoints;

public sealed class StatusTests
{
    [Fact]
    public async Task The_status_has_the_version_the_uptime_and_the_active_configuration()
    {
        var time = new FakeTimeProvider();
        await using var host = await AdminHost.StartAsync(setUp: setup => setup.WithTime(time));
        time.Advance(TimeSpan.FromSeconds(90));
        await host.Gateway.ReloadAsync("routes: { one: { match: { path: /one } } }");

        var status = await host.ReadAsync("/v1/status");

        Assert.StartsWith("1.0.0", (string?)status["version"], StringComparison.Ordinal);
        Assert.Equal(90, (long?)status["uptimeSeconds"]);
        Assert.Equal(2, (long?)status["configuration"]);
        Assert.Equal("ready", (string?)status["readiness"]);
    }

    [Fact]
    public async Task An_answer_is_stored_by_no_cache()
    {
        await using var host = await AdminHost.StartAsync();

        var answer = await host.GetAsync("/v1/status");

        Assert.Equal(("no-store", "nosniff"), (answer.Headers["Cache-Control"], answer.Headers["X-Content-Type-Options"]));
    }

    [Fact]
    public async Task An_unknown_path_is_a_problem()
    {
        await using var host = await AdminHost.StartAsync();

        var answer = await host.GetAsync("/v1/nothing");

        Assert.Equal(404, answer.Status);
        Assert.Equal("The admin API has no such path. GET /openapi.json describes all of them.", answer.Detail);
    }

    [Fact]
    public async Task Another_method_is_a_problem_with_the_allowed_ones()
    {
        await using var host = await AdminHost.StartAsync();

        var answer = await host.SendAsync(HttpMethod.Post, "/v1/status");

        Assert.Equal((405, "GET", "The path allows GET."), (answer.Status, answer.Headers["Allow"], answer.Detail));
    }
}
