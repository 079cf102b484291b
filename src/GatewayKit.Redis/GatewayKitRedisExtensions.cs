using GatewayKit.Hosting;
using GatewayKit.Redis;
using GatewayKit.Redis.Connection;
using GatewayKit.Redis.Counters;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Shares the state of a gateway between nodes, in Redis.</summary>
public static class GatewayKitRedisExtensions
{
    /// <summary>
    /// Counts in Redis: plugins that ask for <c>ICounterStore</c> share their counters with all gateways that use the same server and the
    /// same <see cref="RedisOptions.KeyPrefix"/>. Also registers the <c>IDistributedCache</c> of
    /// Microsoft.Extensions.Caching.StackExchangeRedis on the same connection. Services that the host has registered itself stay.
    /// </summary>
    /// <param name="gateway">The builder of the gateway.</param>
    /// <param name="configuration">
    /// A connection string of StackExchange.Redis, such as <c>localhost:6379</c> or
    /// <c>redis-1:6380,redis-2:6380,ssl=true,user=gateway,password=...</c>. With <c>serviceName=...</c>, the addresses are Sentinels.
    /// </param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder of the gateway.</returns>
    /// <exception cref="ArgumentException">The connection string is invalid, or contains no address.</exception>
    /// <exception cref="InvalidOperationException">The gateway already uses Redis.</exception>
    public static GatewayKitBuilder UseRedis(
        this GatewayKitBuilder gateway, string configuration, Action<RedisOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        ArgumentException.ThrowIfNullOrWhiteSpace(configuration);
        var services = gateway.Services;
        if (services.Any(s => s.ServiceType == typeof(RedisConnection)))
            throw new InvalidOperationException("The gateway already uses Redis. Call UseRedis once.");

        var options = RedisSettings.Parse(configuration);
        configure?.Invoke(options);
        RedisSettings.Complete(options);
        services.AddSingleton(options);
        services.AddSingleton<RedisTelemetry>();
        services.AddSingleton(CounterScript.Default);
        services.AddSingleton<RedisConnection>();
        services.AddSingleton<RedisCounterStore>();
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<RedisConnection>());
        gateway.UseCounters(s => s.GetRequiredService<RedisCounterStore>());
        gateway.UseDistributedCache(s => new RedisCache(new RedisCacheOptions
        {
            ConnectionMultiplexerFactory = s.GetRequiredService<RedisConnection>().ConnectInTimeAsync,
            InstanceName = options.KeyPrefix,
        }));
        return gateway;
    }
}
