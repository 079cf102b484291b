using StackExchange.Redis;

namespace GatewayKit.Redis.Connection;

/// <summary>The settings of a connection: those of a connection string, and the gateway's own defaults.</summary>
internal static class RedisSettings
{
    private const int DefaultAsyncTimeout = 5000;
    private const int ReconnectAfter = 500;

    /// <exception cref="ArgumentException">The connection string is invalid, or contains no address.</exception>
    public static RedisOptions Parse(string configuration)
    {
        var connection = ConfigurationOptions.Parse(configuration);
        if (connection.EndPoints.Count == 0)
            throw new ArgumentException("The connection string contains no address, such as localhost:6379.", nameof(configuration));

        // The gateway also starts while Redis is down, commands never wait for a connection, and a lost one comes back within a second.
        connection.AbortOnConnectFail = false;
        connection.BacklogPolicy = BacklogPolicy.FailFast;
        connection.ReconnectRetryPolicy = new LinearRetry(ReconnectAfter);
        connection.ClientName ??= "gatewaykit";
        if (connection.AsyncTimeout == DefaultAsyncTimeout)
            connection.AsyncTimeout = 1000;
        return new RedisOptions(connection);
    }

    /// <summary>Keeps the library from giving up before <see cref="RedisOptions.Timeout"/>, when the settings are complete.</summary>
    public static void Complete(RedisOptions options)
        => options.Connection.AsyncTimeout = int.Max(
            options.Connection.AsyncTimeout, (int)Math.Ceiling(options.Timeout.TotalMilliseconds));
}
