using GatewayKit.Hosting;
using GatewayKit.Redis.Connection;
using GatewayKit.Redis.Counters;
using GatewayKit.Redis.Tests.Support;
using GatewayKit.Testing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace GatewayKit.Redis.Tests.Hosting;

public sealed class UseRedisTests
{
    [Fact]
    public void The_gateway_counts_and_caches_in_Redis()
    {
        using var host = Build(gateway => gateway.UseRedis("localhost:1"));

        Assert.IsType<RedisCounterStore>(host.Services.GetRequiredService<ICounterStore>());
        Assert.IsType<RedisCache>(host.Services.GetRequiredService<IDistributedCache>());
    }

    [Fact]
    public void Services_that_the_host_registers_before_or_after_the_gateway_stay()
    {
        var (counters, cache) = (new LostCounterStore(), new MemoryDistributedCache(
            Microsoft.Extensions.Options.Options.Create(new Microsoft.Extensions.Caching.Memory.MemoryDistributedCacheOptions())));
        using var before = Build(gateway => gateway.UseRedis("localhost:1"), services => Add(services));
        using var after = Build(gateway => Add(gateway.UseRedis("localhost:1").Services));

        foreach (var host in (IHost[])[before, after])
        {
            Assert.Same(counters, host.Services.GetRequiredService<ICounterStore>());
            Assert.Same(cache, host.Services.GetRequiredService<IDistributedCache>());
        }

        void Add(IServiceCollection services) => services.AddSingleton<ICounterStore>(counters).AddSingleton<IDistributedCache>(cache);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ssl=true")]
    [InlineData("localhost:6379,nonsense=1")]
    public void An_invalid_connection_string_is_rejected(string configuration)
        => Assert.ThrowsAny<ArgumentException>(() => Build(gateway => gateway.UseRedis(configuration)));

    [Fact]
    public void Redis_is_used_once()
        => Assert.Throws<InvalidOperationException>(() => Build(gateway => gateway.UseRedis("localhost:1").UseRedis("localhost:2")));

    [Fact]
    public void Settings_are_checked()
    {
        var options = RedisSettings.Parse("localhost:1");

        Assert.Throws<ArgumentException>(() => options.KeyPrefix = "a{b}");
        Assert.Throws<ArgumentOutOfRangeException>(() => options.Timeout = TimeSpan.Zero);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.ProbeInterval = TimeSpan.FromHours(1));
        Assert.False(options.Connection.AbortOnConnectFail);
    }

    [Theory]
    [InlineData("localhost:1", 500, 1000)]
    [InlineData("localhost:1", 3000, 3000)]
    [InlineData("localhost:1,asyncTimeout=4000", 3000, 4000)]
    public void The_library_waits_as_long_as_the_timeout_of_a_call(string configuration, int timeout, int expected)
    {
        using var host = Build(gateway => gateway.UseRedis(configuration, o => o.Timeout = TimeSpan.FromMilliseconds(timeout)));

        Assert.Equal(expected, host.Services.GetRequiredService<RedisOptions>().Connection.AsyncTimeout);
    }

    [Fact]
    public async Task The_distributed_cache_is_on_the_same_server()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var prefix = $"{Guid.NewGuid():N}:";
        builder.AddGatewayKit().UseRedis(EmbeddedGarnet.Address, options =>
        {
            options.KeyPrefix = prefix;
            options.Connection.AsyncTimeout = options.Connection.ConnectTimeout = 60_000;
        });
        using var host = builder.Build();
        var cache = host.Services.GetRequiredService<IDistributedCache>();

        await cache.SetStringAsync("key", "text").WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal("text", await cache.GetStringAsync("key").WaitAsync(TimeSpan.FromSeconds(60)));
        await using var redis = await TestRedis.ConnectAsync(EmbeddedGarnet.Address);
        Assert.True(await redis.Multiplexer.GetDatabase().KeyExistsAsync($"{prefix}key"));
    }

    [Fact]
    public async Task The_distributed_cache_waits_a_short_time_for_a_first_connection_that_never_succeeds()
    {
        var time = new FakeTimeProvider();
        using var host = Build(
            gateway => gateway.UseRedis("127.0.0.1:1,serviceName=main"), services => services.AddSingleton<TimeProvider>(time));
        var cache = host.Services.GetRequiredService<IDistributedCache>();

        var first = cache.GetAsync("key");
        time.Advance(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAsync<RedisConnectionException>(() => first.WaitAsync(TimeSpan.FromSeconds(60)));
        await Assert.ThrowsAsync<RedisConnectionException>(() => cache.GetAsync("key").WaitAsync(TimeSpan.FromSeconds(60)));
    }

    private static IHost Build(Action<GatewayKitBuilder> compose, Action<IServiceCollection>? before = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        before?.Invoke(builder.Services);
        compose(builder.AddGatewayKit());
        return builder.Build();
    }
}
