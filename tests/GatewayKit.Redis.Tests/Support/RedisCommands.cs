using System.Globalization;
using StackExchange.Redis;

namespace GatewayKit.Redis.Tests.Support;

internal static class RedisCommands
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    /// <summary>Sends a command, on a connection of its own.</summary>
    public static async Task<RedisResult> SendAsync(this RedisServer server, string command, params object[] arguments)
    {
        var options = ConfigurationOptions.Parse(server.Address);
        options.AllowAdmin = true;
        options.AsyncTimeout = options.SyncTimeout = options.ConnectTimeout = (int)s_timeout.TotalMilliseconds;
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(s_timeout);
        return await connection.GetServers().Single(s => s.EndPoint.ToString()!.EndsWith(
            string.Create(CultureInfo.InvariantCulture, $":{server.Port}"), StringComparison.Ordinal))
            .ExecuteAsync(command, arguments)
            .WaitAsync(s_timeout);
    }
}
