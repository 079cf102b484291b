using GatewayKit.Redis.Connection;
using GatewayKit.Redis.Counters;
using StackExchange.Redis;

namespace GatewayKit.Redis.Tests.Support;

/// <summary>The counter store of one node, with its connection.</summary>
internal sealed class TestRedis : IAsyncDisposable
{
    private readonly TestMeters _meters = new();
    private readonly RedisConnection _connection;

    private TestRedis(RedisOptions options, CounterScript script)
    {
        _connection = new RedisConnection(options, script, new RedisTelemetry(Log, TimeProvider.System, _meters), TimeProvider.System);
        Store = new RedisCounterStore(_connection, options);
    }

    public RecordedLog Log { get; } = new();

    public RedisCounterStore Store { get; }

    public IConnectionMultiplexer Multiplexer { get; private set; } = null!;

    /// <param name="configuration">The connection string.</param>
    /// <param name="prefix">The start of all keys; a new one by default.</param>
    /// <param name="script">The script.</param>
    /// <param name="timeout">The timeout of a call. By default it is long, as the machine may be busy.</param>
    /// <param name="configure">Changes the settings.</param>
    public static async Task<TestRedis> ConnectAsync(
        string configuration, string? prefix = null, CounterScript? script = null, TimeSpan? timeout = null,
        Action<RedisOptions>? configure = null)
    {
        var options = RedisSettings.Parse(configuration);
        options.KeyPrefix = prefix ?? $"{Guid.NewGuid():N}:";
        options.Timeout = timeout ?? TimeSpan.FromSeconds(60);
        options.ProbeInterval = TimeSpan.FromMilliseconds(20);
        options.Connection.AsyncTimeout = options.Connection.SyncTimeout = 60_000;
        if (!configuration.Contains("connectTimeout", StringComparison.Ordinal))
            options.Connection.ConnectTimeout = 60_000;
        configure?.Invoke(options);
        var redis = new TestRedis(options, script ?? CounterScript.Default);
        redis.Multiplexer = await redis._connection.ConnectAsync().WaitAsync(TimeSpan.FromSeconds(120));
        return redis;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _meters.Dispose();
    }
}
