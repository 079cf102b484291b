using System.Diagnostics.Metrics;
using GatewayKit.Masking;
using GatewayKit.Plugins;
using GatewayKit.Store.Database;
using GatewayKit.Store.Nodes;
using GatewayKit.Store.Revisions;
using GatewayKit.Store.Secrets;
using GatewayKit.Store.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Store.Tests.Support;

/// <summary>An empty database of a test, and stores on it that check nothing.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    private readonly List<IDisposable> _opened = [];

    private TestDatabase(string folder, string connection) => (Folder, Connection) = (folder, connection);

    public string Folder { get; }

    /// <summary>The file, or the connection string.</summary>
    public string Connection { get; }

    /// <summary>A database of a server that the test stops.</summary>
    public static async Task<TestDatabase> CreateAsync(PostgresServer server)
        => new(Directory.CreateTempSubdirectory("gatewaykit-store-").FullName, await server.CreateDatabaseAsync());

    public static async Task<TestDatabase> CreateAsync(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-store-").FullName;
        return new TestDatabase(folder, kind == Sqlite
            ? Path.Combine(folder, "gateway.db")
            : await (await PostgresServer.Shared).CreateDatabaseAsync());
    }

    /// <summary>Opens the store like another node.</summary>
    public GatewayStore Open(
        IRevisionCheck? check = null, StoreOptions? options = null, TimeProvider? time = null, StoreProvider? provider = null)
    {
        options ??= new StoreOptions();
        time ??= TimeProvider.System;
        var database = OpenDatabase(provider: provider);
        var cipher = new StoreCipher(options, new KeyRepository(database), NullLoggerFactory.Instance);
        var contents = new StoreContents(database, cipher);
        var store = new GatewayStore(
            contents, new RevisionWriter(database, cipher, time), new RevisionList(database), new NodeReports(database, options, time),
            new StoreSignal(), check ?? new AcceptingCheck(), new ConfigSecrets(() => PluginCatalog.Empty),
            new StoreTelemetry(Meters(), time));
        _opened.AddRange([store, contents, cipher]);
        return store;
    }

    private IMeterFactory Meters()
    {
        var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        _opened.Add(services);
        return services.GetRequiredService<IMeterFactory>();
    }

    /// <summary>Opens the history with limits.</summary>
    public RevisionHistory OpenHistory(int? keep = null, TimeSpan? keepTime = null, int batch = 500, TimeProvider? time = null)
    {
        var options = new StoreOptions();
        (options.History.KeepRevisions, options.History.KeepTime) = (keep, keepTime);
        return new RevisionHistory(OpenDatabase(), options, time ?? TimeProvider.System) { BatchSize = batch };
    }

    /// <summary>Opens the content with smaller limits of comparisons.</summary>
    public StoreContents OpenContents(int maximumCompared = int.MaxValue, long maximumComparedBytes = long.MaxValue)
    {
        var database = OpenDatabase();
        var cipher = new StoreCipher(new StoreOptions(), new KeyRepository(database), NullLoggerFactory.Instance);
        var contents = new StoreContents(database, cipher)
        {
            MaximumCompared = maximumCompared,
            MaximumComparedBytes = maximumComparedBytes,
        };
        _opened.AddRange([contents, cipher]);
        return contents;
    }

    /// <param name="timeout">The time after which the database is regarded as gone.</param>
    /// <param name="provider">The provider; null for the one of the connection.</param>
    public StoreDatabase OpenDatabase(TimeSpan? timeout = null, StoreProvider? provider = null)
    {
        var database = new StoreDatabase(provider ?? StoreProvider.Create(Connection, Folder, timeout ?? TimeSpan.FromSeconds(60)));
        _opened.Add(database);
        return database;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var opened in _opened)
            opened.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
