using System.Globalization;
using StackExchange.Redis;

namespace GatewayKit.Redis.Tests.Support;

internal static class RedisCommands
{
    private const int ConnectAttempts = 6;
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    /// <summary>Sends a command, on a connection of its own.</summary>
    public static async Task<RedisResult> SendAsync(this RedisServer server, string command, params object[] arguments)
    {
        await using var connection = await ConnectAsync(server);
        return await connection.GetServers().Single(s => s.EndPoint.ToString()!.EndsWith(
            string.Create(CultureInfo.InvariantCulture, $":{server.Port}"), StringComparison.Ordinal))
            .ExecuteAsync(command, arguments)
            .WaitAsync(s_timeout);
    }

    // A connection to the node of a cluster that is being formed can hang: another one doesn't.
    private static async Task<ConnectionMultiplexer> ConnectAsync(RedisServer server)
    {
        var options = ConfigurationOptions.Parse(server.Address);
        options.AllowAdmin = true;
        options.AsyncTimeout = options.SyncTimeout = (int)s_timeout.TotalMilliseconds;
        options.ConnectTimeout = (int)s_connectTimeout.TotalMilliseconds;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(s_connectTimeout * 2);
            }
            catch (Exception e) when (e is TimeoutException or RedisConnectionException && attempt < ConnectAttempts)
            {
            }
        }
    }
}
