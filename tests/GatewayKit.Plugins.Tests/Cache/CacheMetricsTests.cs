using System.Globalization;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Cache;

public class CacheMetricsTests
{
    private const string Entry = "route:all/cache";

    [Fact]
    public async Task Requests_are_counted_by_their_result()
    {
        await using var api = await CachedApi.StartAsync((http, number) =>
        {
            http.Response.Headers.CacheControl = "max-age=10, stale-if-error=60";
            if (number > 1)
                http.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        using var metrics = new Metrics(api.Host);

        await api.GetAsync();
        await api.GetAsync();
        api.Pass(20);
        await api.GetAsync();
        await api.SendAsync(HttpMethod.Options);
        await api.Host.StopAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(
            [$"{Entry} hit 1", $"{Entry} miss 1", $"{Entry} pass 1", $"{Entry} stale 1"],
            metrics.Of("gatewaykit.cache.requests").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_memory_is_counted_until_the_entry_is_gone_and_evictions_are()
    {
        Metrics metrics;
        await using (var api = await CachedApi.StartAsync("max-age=100", "maxEntries: 2"))
        {
            metrics = new Metrics(api.Host);
            foreach (var target in (string[])["/a", "/b", "/c"])
                await api.GetAsync(target);

            // A response is stored after the client has it.
            await Eventually.TrueAsync(() => metrics.Of("gatewaykit.cache.evictions").Length > 0);
            Assert.Equal([$"{Entry} 1"], metrics.Of("gatewaykit.cache.evictions"));
            Assert.True(SizeOf(metrics) > 2 * "body".Length);
        }

        using (metrics)
            Assert.Equal(0, SizeOf(metrics));
    }

    private static long SizeOf(Metrics metrics)
        => metrics.Of("gatewaykit.cache.size").Sum(line => long.Parse(line[(Entry.Length + 1)..], CultureInfo.InvariantCulture));
}
