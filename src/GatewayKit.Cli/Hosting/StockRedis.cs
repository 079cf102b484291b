using GatewayKit.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Hosting;

/// <summary>The Redis server of the stock host: from the command line, or from the environment, which hides a password better.</summary>
internal static class StockRedis
{
    public const string Variable = "GATEWAYKIT_REDIS";

    /// <exception cref="ToolException">The connection string is invalid.</exception>
    public static void Add(GatewayKitBuilder gateway, StockHostSettings settings)
    {
        var connection = settings.Redis ?? gateway.Host.Configuration[Variable];
        if (string.IsNullOrWhiteSpace(connection) && settings.Redis is null)
            return;

        try
        {
            gateway.UseRedis(connection!);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // Without the reason, which can contain a part of the password.
            throw new ToolException($"{(settings.Redis is null ? Variable : "--redis")}: it isn't a valid connection string. Write an "
                + "address, such as localhost:6379, or a connection string of StackExchange.Redis, such as "
                + "redis:6380,ssl=true,user=gateway,password=...");
        }
    }
}
