using System.Globalization;
using GatewayKit.Plugins.Cache;
using GatewayKit.Redis.Connection;
using GatewayKit.Redis.Tests.Support;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Redis.Tests.Hosting;

/// <summary>The plugin <c>cache</c> with its second tier in Redis.</summary>
public sealed class SharedResponsesTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_response_of_one_gateway_is_a_hit_on_others_until_one_of_them_purges_it()
    {
        var prefix = $"{Guid.NewGuid():N}:";
        await using var one = await StartAsync(EmbeddedGarnet.Address, prefix, "old");
        await using var two = await StartAsync(EmbeddedGarnet.Address, prefix, "new");
        await using var three = await StartAsync(EmbeddedGarnet.Address, prefix, "new");
        await GetAsync(one, "/a");

        // It is written in the background.
        var target = 0;
        await Eventually.TrueAsync(async () =>
        {
            await GetAsync(one, string.Create(CultureInfo.InvariantCulture, $"/b/{target}"));
            return await GetAsync(two, string.Create(CultureInfo.InvariantCulture, $"/b/{target++}")) == "old";
        });
        Assert.Equal("old", await GetAsync(two, "/a"));

        using var purge = await PurgeAsync(one, "prefix=http://api.test/a");
        Assert.Contains("1 response removed. The other nodes", await purge.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal("new", await GetAsync(three, "/a"));
        await Eventually.TrueAsync(async () => await GetAsync(two, "/a") == "new");
    }

    [RedisServerFact]
    public async Task While_the_server_is_paused_gateways_answer_from_memory_and_the_upstream_and_then_share_again()
    {
        await using var server = await RedisServer.StartAsync();
        await using var one = await StartAsync(server.Address, "gw:", "one", "250ms");
        await using var two = await StartAsync(server.Address, "gw:", "two", "250ms");
        await GetAsync(one, "/a");

        server.Pause();
        Assert.Equal("one", await GetAsync(one, "/a"));
        Assert.Equal("two", await GetAsync(two, "/a"));
        for (var i = 0; i < 10; i++)
            Assert.Equal("one", await GetAsync(one, string.Create(CultureInfo.InvariantCulture, $"/paused/{i}")));
        Assert.Contains(
            one.Logs.Lines,
            line => line.Contains("The shared store of cache 'route:all/cache' doesn't answer", StringComparison.Ordinal));
        server.Resume();

        var target = 0;
        await Eventually.TrueAsync(async () =>
        {
            await GetAsync(one, string.Create(CultureInfo.InvariantCulture, $"/b/{target}"));
            return await GetAsync(two, string.Create(CultureInfo.InvariantCulture, $"/b/{target++}")) == "one";
        });
    }

    private static async Task<string> GetAsync(GatewayTestHost host, string target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target) { Headers = { Host = "api.test" } };
        using var response = await host.Client.SendAsync(request).WaitAsync(s_patience);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> PurgeAsync(GatewayTestHost host, string query)
    {
        const string Text = "Health checks are answered on ";
        var line = host.Logs.Lines.First(l => l.Contains(Text, StringComparison.Ordinal));
        using var client = new HttpClient();
        var admin = new Uri(line[(line.IndexOf(Text, StringComparison.Ordinal) + Text.Length)..].TrimEnd('.'));
        return await client.PostAsync(new Uri(admin, $"/plugins/cache/purge?{query}"), null).WaitAsync(s_patience);
    }

    private static async Task<GatewayTestHost> StartAsync(string redis, string prefix, string body, string timeout = "5s")
    {
        var host = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<CachePlugin>()
            .WithUpstream(http =>
            {
                http.Response.Headers.CacheControl = "max-age=1000";
                return http.Response.WriteAsync(body);
            })
            .WithGateway(gateway => gateway.UseAdminUrls("http://127.0.0.1:0").UseRedis(redis, options =>
            {
                options.KeyPrefix = prefix;
                options.Connection.AsyncTimeout = options.Connection.ConnectTimeout = 60_000;
            }))
            .WithConfiguration($$"""
                routes:
                  all:
                    clusterId: up
                    match: { path: "/{**rest}" }
                    plugins:
                      - { name: cache, options: { shared: true, sharedTimeout: {{timeout}} } }
                clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
                """)).WaitAsync(TimeSpan.FromSeconds(120));
        await host.Services.GetRequiredService<RedisConnection>().ConnectAsync().WaitAsync(TimeSpan.FromSeconds(120));
        return host;
    }
}
