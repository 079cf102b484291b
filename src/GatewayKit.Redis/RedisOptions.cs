using StackExchange.Redis;

namespace GatewayKit.Redis;

/// <summary>The settings of <c>UseRedis</c>.</summary>
public sealed class RedisOptions
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private string _keyPrefix = "gatewaykit:";
    private TimeSpan _timeout = TimeSpan.FromMilliseconds(500);
    private TimeSpan _probeInterval = TimeSpan.FromSeconds(1);

    internal RedisOptions(ConfigurationOptions connection) => Connection = connection;

    /// <summary>
    /// Gets the settings of the connection, as the connection string defines them: addresses, TLS, user and password, Sentinel. The
    /// gateway connects without waiting for a lost server: commands fail at once, and it reconnects by itself.
    /// </summary>
    public ConfigurationOptions Connection { get; }

    /// <summary>
    /// Gets or sets the start of all keys. Gateways with the same prefix share their counters. Default: <c>gatewaykit:</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The prefix contains a brace, which would change the slot of keys in a cluster.</exception>
    public string KeyPrefix
    {
        get => _keyPrefix;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.AsSpan().ContainsAny('{', '}'))
                throw new ArgumentException("The prefix can't contain braces.", nameof(value));
            _keyPrefix = value;
        }
    }

    /// <summary>
    /// Gets or sets the maximum time that a call of the counter store takes, after which it fails with a
    /// <see cref="CounterStoreException"/>. From 1 ms to 1 minute. Default: 500 ms.
    /// </summary>
    public TimeSpan Timeout
    {
        get => _timeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(1));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, s_longest);
            _timeout = value;
        }
    }

    /// <summary>
    /// Gets or sets the time between two checks of a server that failed. Calls fail at once until a check succeeds.
    /// From 1 ms to 1 minute. Default: 1 s.
    /// </summary>
    public TimeSpan ProbeInterval
    {
        get => _probeInterval;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(1));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, s_longest);
            _probeInterval = value;
        }
    }
}
