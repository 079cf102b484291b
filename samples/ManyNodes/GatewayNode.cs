using GatewayKit.Plugins.Mock;
using GatewayKit.Plugins.RateLimit;

namespace ManyNodes;

/// <summary>A gateway, which a process runs until its input ends: the gateways end together with the process that started them.</summary>
internal static class GatewayNode
{
    /// <summary>The argument that makes this program a gateway.</summary>
    public const string Command = "node";

    /// <summary>The maximum time of a call of Redis. The default, 500 ms, is short for a machine that is busy with other work.</summary>
    public static readonly TimeSpan RedisTimeout = TimeSpan.FromSeconds(6);

    private const string Configuration = "gateway.yaml";

    /// <summary>Runs the gateway, and prints its address.</summary>
    /// <param name="redis">The address of Redis.</param>
    /// <param name="prefix">The start of all keys.</param>
    public static async Task<int> RunAsync(string redis, string prefix)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddGatewayKit()
            .AddPlugin<MockPlugin>()
            .AddPlugin<RateLimitPlugin>()
            .LoadFromStream(() => File.OpenRead(Path.Combine(AppContext.BaseDirectory, Configuration)), Configuration)
            .UseRedis(redis, options =>
            {
                options.KeyPrefix = prefix;
                options.Timeout = RedisTimeout;
            });

        await using var app = builder.Build();
        app.MapGatewayKit();
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
