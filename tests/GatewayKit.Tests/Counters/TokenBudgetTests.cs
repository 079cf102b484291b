using GatewayKit.Testing;

namespace GatewayKit.Tests.Counters;

public class TokenBudgetTests
{
    [Fact]
    public async Task The_tokens_that_a_response_tells_replace_the_estimate()
    {
        await using var host = await StartAsync("{ tokens: 1000, estimate: 400 }", used: 50);

        Assert.Equal((200, "950"), await GetAsync(host));
        Assert.Equal((200, "900"), await GetAsync(host));
    }

    [Fact]
    public async Task More_tokens_than_estimated_count_beyond_the_limit()
    {
        await using var host = await StartAsync("{ tokens: 1000, estimate: 400 }", used: 1500);

        Assert.Equal((200, "0"), await GetAsync(host));
        Assert.Equal((429, "tokens"), await GetAsync(host));
    }

    [Fact]
    public async Task A_request_that_one_budget_rejects_costs_none()
    {
        await using var host = await StartAsync("{ requests: 1, tokens: 1000, estimate: 400 }", used: 400);

        Assert.Equal((200, "600"), await GetAsync(host));
        for (var i = 0; i < 5; i++)
            Assert.Equal((429, "requests"), await GetAsync(host));
    }

    private static async Task<(int, string)> GetAsync(GatewayTestHost host)
    {
        using var response = await host.Client.GetAsync("/").WaitAsync(TimeSpan.FromSeconds(60));
        var name = response.IsSuccessStatusCode ? "X-Tokens-Left" : "X-Exhausted";
        return ((int)response.StatusCode, response.Headers.GetValues(name).Single());
    }

    private static Task<GatewayTestHost> StartAsync(string options, int used)
        => GatewayTestHost.StartAsync(setup => setup.WithPlugin<TokenBudgetPlugin>()
            .WithUpstream(http =>
            {
                http.Response.Headers["X-Tokens-Used"] = $"{used}";
                return Task.CompletedTask;
            })
            .WithConfiguration($$"""
                routes: { all: { clusterId: up, match: { path: "/{**rest}" }, plugins: [ { name: token-budget, options: {{options}} } ] } }
                clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
                """)).WaitAsync(TimeSpan.FromSeconds(60));
}
