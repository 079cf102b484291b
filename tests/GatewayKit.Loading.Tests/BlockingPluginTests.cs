using System.Net;
using GatewayKit.Loading.Tests.Support;
using GatewayKit.Pipeline;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Loading.Tests;

/// <summary>A hook that blocks holds a thread of the pool for each request. It gets so many and no more, and the rest goes on.</summary>
[Collection("Alone")]
public sealed class BlockingPluginTests
{
    private const int Requests = 8;
    private const string Configuration = """
        routes:
          blocking: { match: { path: /blocking }, plugins: [ { name: blocking } ] }
          lenient: { match: { path: /lenient }, plugins: [ { name: blocking, onError: continue }, { name: greeting } ] }
          other: { match: { path: /other }, plugins: [ { name: blocking } ] }
          greeting: { match: { path: /greeting }, plugins: [ { name: greeting } ] }
        """;

    [Fact]
    public async Task While_requests_block_in_a_plugin_other_routes_and_the_health_checks_answer()
    {
        using var folder = new PluginsFolder("Blocking", "Greeting");
        using var begun = new CountdownEvent(Requests);
        using var end = new ManualResetEventSlim();
        await using var gateway = await StartAsync(folder, begun, end);
        try
        {
            var blocked = Enumerable.Range(0, Requests).Select(_ => gateway.Client.GetStringAsync("/blocking")).ToArray();
            await Eventually.TrueAsync(() => begun.IsSet);

            await OthersAnswerAsync(gateway);
            Assert.All(blocked, request => Assert.False(request.IsCompleted));

            end.Set();
            Assert.All(await Task.WhenAll(blocked).WaitAsync(Eventually.Patience), text => Assert.Equal("unblocked", text));
        }
        finally
        {
            end.Set();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_thread_pool_of_the_process_grows_only_in_a_host_that_asks_for_it(bool replaces)
    {
        ThreadPool.GetMinThreads(out var before, out _);
        using var folder = new PluginsFolder("Blocking", "Greeting");
        using var begun = new CountdownEvent(1);
        using var end = new ManualResetEventSlim();
        await using var gateway = await StartAsync(folder, begun, end, replaces);
        var watch = gateway.Services.GetRequiredService<BlockedThreadMonitor>();

        var blocked = gateway.Client.GetStringAsync("/blocking");
        await Eventually.TrueAsync(() => begun.IsSet);
        var seen = watch.Now + 6;
        await Eventually.TrueAsync(() => watch.Now > seen);
        ThreadPool.GetMinThreads(out var during, out _);
        end.Set();

        Assert.Equal("unblocked", await blocked.WaitAsync(Eventually.Patience));
        Assert.Equal(replaces, during > before);
    }

    [Fact]
    public async Task An_entry_that_blocks_too_many_threads_gets_no_more_requests_until_it_blocks_fewer()
        => await FloodAsync("blocking", async gateway =>
        {
            using var refused = await gateway.Client.GetAsync(new Uri("/blocking", UriKind.Relative)).WaitAsync(Eventually.Patience);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("1", Assert.Single(refused.Headers.GetValues("Retry-After")));
        });

    [Fact]
    public async Task With_onError_continue_a_route_goes_on_without_the_entry_that_blocks_too_many()
        => await FloodAsync("lenient", async gateway
            => Assert.Equal("hello", await gateway.Client.GetStringAsync("/lenient").WaitAsync(Eventually.Patience)));

    /// <summary>Floods a route until its entry is barred; the same plugin on another route is not.</summary>
    private static async Task FloodAsync(string route, Func<GatewayTestHost, Task> whileBarred)
    {
        using var folder = new PluginsFolder("Blocking", "Greeting");
        using var begun = new CountdownEvent(int.MaxValue);
        using var end = new ManualResetEventSlim();
        await using var gateway = await StartAsync(folder, begun, end);
        try
        {
            var flood = Enumerable.Range(0, 2 * BlockedThreadMonitor.Limit)
                .Select(_ => gateway.Client.GetAsync(new Uri($"/{route}", UriKind.Relative)))
                .ToArray();
            await gateway.LogsAsync($"on route '{route}' and is disabled there");
            var calls = begun.CurrentCount;
            var other = gateway.Client.GetStringAsync("/other");
            await Eventually.TrueAsync(() => begun.CurrentCount < calls);

            await whileBarred(gateway);
            await OthersAnswerAsync(gateway);
            Assert.False(other.IsCompleted);

            end.Set();
            Assert.Equal("unblocked", await other.WaitAsync(Eventually.Patience));
            await Task.WhenAll(flood).WaitAsync(Eventually.Patience);
            await gateway.LogsAsync($"Plugin 'blocking' blocks fewer than {BlockedThreadMonitor.Limit} threads on route '{route}' again");
        }
        finally
        {
            end.Set();
        }
    }

    private static Task<GatewayTestHost> StartAsync(
        PluginsFolder folder, CountdownEvent begun, ManualResetEventSlim end, bool replaces = true)
        => GatewayTestHost.StartAsync(setup => setup
            .WithGateway(g => (replaces ? g.UseThreadReplacement() : g)
                .UseAdminUrls("http://127.0.0.1:0")
                .LoadPluginsFrom(folder.Root).Services
                .AddSingleton(begun)
                .AddSingleton(end))
            .WithConfiguration(Configuration)).WaitAsync(Eventually.Patience);

    private static async Task OthersAnswerAsync(GatewayTestHost gateway)
    {
        Assert.Equal("hello", await gateway.Client.GetStringAsync("/greeting").WaitAsync(Eventually.Patience));
        using var health = await gateway.Client.GetAsync(new Uri(AdminUrl(gateway), "/healthz/ready")).WaitAsync(Eventually.Patience);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    private static Uri AdminUrl(GatewayTestHost gateway)
    {
        const string Text = "Health checks are answered on ";
        var line = gateway.Logs.Lines.First(l => l.Contains(Text, StringComparison.Ordinal));
        return new Uri(line[(line.IndexOf(Text, StringComparison.Ordinal) + Text.Length)..].TrimEnd('.'));
    }
}
