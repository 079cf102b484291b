using GatewayKit.Hosting;
using GatewayKit.Store;
using GatewayKit.Store.Database;
using GatewayKit.Store.Nodes;
using GatewayKit.Store.Revisions;
using GatewayKit.Store.Secrets;
using GatewayKit.Store.Sources;
using GatewayKit.Store.Statistics;
using GatewayKit.Store.Telemetry;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Loads the configuration of a gateway from a store.</summary>
public static class GatewayKitStoreExtensions
{
    private static readonly TimeSpan s_shortestPoll = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Loads the configuration from a store, in addition to other sources, and registers an <see cref="IGatewayStore"/> for changes, and
    /// an <see cref="IGatewayStatistics"/>, because the store also keeps usage statistics. The tables are created and updated at the first
    /// use.
    /// </summary>
    /// <param name="gateway">The builder of the gateway.</param>
    /// <param name="store">
    /// A file of SQLite, relative to the host's content root, such as <c>gateway.db</c>; or a connection string of PostgreSQL, such as
    /// <c>Host=db;Database=gateway;Username=gateway;Password=...</c>, whose database exists.
    /// </param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder of the gateway.</returns>
    /// <exception cref="ArgumentException">The connection string or a setting is invalid.</exception>
    /// <exception cref="InvalidOperationException">The gateway already uses a store.</exception>
    public static GatewayKitBuilder UseStore(this GatewayKitBuilder gateway, string store, Action<StoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        ArgumentException.ThrowIfNullOrWhiteSpace(store);
        var services = gateway.Services;
        if (services.Any(s => s.ServiceType == typeof(IGatewayStore)))
            throw new InvalidOperationException("The gateway already uses a store. Call UseStore once.");

        var options = new StoreOptions();
        configure?.Invoke(options);
        Check(options);
        var root = Path.GetFullPath(gateway.Host.Environment.ContentRootPath);
        var provider = StoreProvider.Create(store, root, options.Timeout);
        services.AddSingleton(options);
        services.AddSingleton(_ => new StoreDatabase(provider));
        services.AddSingleton<KeyRepository>();
        services.AddSingleton<StoreCipher>();
        services.AddSingleton<StoreContents>();
        services.AddSingleton<RevisionWriter>();
        services.AddSingleton<RevisionList>();
        services.AddSingleton<NodeReports>();
        services.AddSingleton<StoreSignal>();
        services.AddSingleton<StoreTelemetry>();
        services.AddSingleton(s => new KeptRevision(
            Path.GetFullPath(options.CopyPath ?? provider.CopyPath, root), s.GetRequiredService<StoreCipher>(),
            s.GetRequiredService<KeyRepository>(), s.GetRequiredService<ILogger<KeptRevision>>()));
        services.AddSingleton<EntryBinder>();
        services.AddSingleton<StoreConfigSource>();
        services.AddSingleton<IRevisionCheck, GatewayRevisionCheck>();
        services.AddSingleton<IGatewayStore, GatewayStore>();
        services.AddSingleton<ChangePreview>();
        services.AddHostedService<StoreWatch>();
        services.AddSingleton<RevisionHistory>();
        services.AddHostedService<HistoryTrim>();
        AddStatistics(services, options);
        return gateway.LoadFrom(s => s.GetRequiredService<StoreConfigSource>());
    }

    private static void Check(StoreOptions options)
    {
        if (options.NodeName is not { Length: > 0 and <= 200 })
            throw new ArgumentException("The name of a node must have 1 to 200 characters.");
        if (options.PollInterval is { } poll && (poll < s_shortestPoll || poll > TimeSpan.FromMinutes(1)))
            throw new ArgumentException("The interval of the store must be between 10 ms and 1 minute.");
        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromMinutes(10))
            throw new ArgumentException("The timeout of the store must be between 1 s and 10 minutes.");
    }

    private static void AddStatistics(IServiceCollection services, StoreOptions options)
    {
        services.AddSingleton<IGatewayStatistics, GatewayStatistics>();
        if (!options.Statistics.IsEnabled)
            return;

        services.AddSingleton<IUsageClock, UsageClock>();
        services.AddSingleton<UsageWriter>();
        services.AddSingleton<UsageRollup>();
        services.AddSingleton<UsageRecorder>();
        services.AddHostedService(s => s.GetRequiredService<UsageRecorder>());
    }
}
