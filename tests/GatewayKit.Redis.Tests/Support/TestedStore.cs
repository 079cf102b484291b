using GatewayKit.Redis.Connection;
using GatewayKit.Redis.Counters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace GatewayKit.Redis.Tests.Support;

/// <summary>A counter store whose time the test moves.</summary>
internal sealed class TestedStore(ICounterStore store, Func<TimeSpan, Task> advance, Func<ValueTask> dispose) : IAsyncDisposable
{
    public ICounterStore Store { get; } = store;

    public Task AdvanceAsync(TimeSpan time) => advance(time);

    public ValueTask DisposeAsync() => dispose();

    /// <summary>Creates the store in this process.</summary>
    public static TestedStore CreateLocal()
    {
        var time = new FakeTimeProvider();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.AddGatewayKit();
        var host = builder.Build();
        return new TestedStore(
            host.Services.GetRequiredService<ICounterStore>(),
            step =>
            {
                time.Advance(step);
                return Task.CompletedTask;
            },
            () =>
            {
                host.Dispose();
                return default;
            });
    }

    /// <summary>Creates a store in Redis, with a script that reads the time from a key and counters that don't expire meanwhile.</summary>
    public static async Task<TestedStore> CreateRedisAsync(string address)
    {
        var prefix = $"{Guid.NewGuid():N}:";
        var now = 1_790_000_000_000_000L;
        var script = new CounterScript(CounterScript.Read()
            .Replace("local time = redis.call('TIME')", "", StringComparison.Ordinal)
            .Replace("time[1] * 1000000 + time[2]", $"redis.call('GET', '{prefix}clock')", StringComparison.Ordinal)
            .Replace("local EXTRA_TTL = 100", "local EXTRA_TTL = 3600000", StringComparison.Ordinal));
        var redis = await TestRedis.ConnectAsync(address, prefix, script);
        var database = redis.Multiplexer.GetDatabase();
        await database.StringSetAsync($"{prefix}clock", now);
        return new TestedStore(
            redis.Store, step => database.StringSetAsync($"{prefix}clock", now += step.Ticks / TimeSpan.TicksPerMicrosecond),
            redis.DisposeAsync);
    }
}
