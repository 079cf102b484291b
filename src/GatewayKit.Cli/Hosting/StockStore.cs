using GatewayKit.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Hosting;

/// <summary>The store of the stock host: from the command line, or from the environment, which hides a password better.</summary>
internal static class StockStore
{
    public const string Variable = "GATEWAYKIT_STORE";

    /// <summary>Returns the store; null for none.</summary>
    public static string? Find(StockHostSettings settings, IConfiguration environment)
        => settings.HasStore ? settings.Store ?? (environment[Variable] is { Length: > 0 } store ? store : null) : null;

    /// <exception cref="ToolException">The connection string, or a variable of the statistics or the history, is invalid.</exception>
    public static void Add(GatewayKitBuilder gateway, StockHostSettings settings)
    {
        if (Find(settings, gateway.Host.Configuration) is not { } store)
            return;

        try
        {
            gateway.UseStore(store, options =>
            {
                StockStatistics.Configure(options.Statistics, gateway.Host.Configuration);
                StockHistory.Configure(options.History, gateway.Host.Configuration);
            });
        }
        catch (ArgumentException)
        {
            // Without the reason, which can contain a part of the password.
            throw new ToolException($"{(settings.Store is null ? Variable : "--store")}: it isn't a valid store. Write the path of a file, "
                + "such as gateway.db, or a connection string of PostgreSQL, such as "
                + "Host=db;Database=gateway;Username=gateway;Password=...");
        }
    }
}
