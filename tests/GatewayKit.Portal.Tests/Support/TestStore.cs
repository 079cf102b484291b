using GatewayKit.Portal.Database;
using GatewayKit.Store.Database;
using GatewayKit.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Tests.Support;

/// <summary>An empty database of a test with the tables of the portal.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    private readonly string _folder;

    private TestStore(string folder, string connection)
        => (_folder, Connection, Database)
            = (folder, connection, new StoreDatabase(StoreProvider.Create(connection, folder, TimeSpan.FromSeconds(60))));

    /// <summary>The file, or the connection string.</summary>
    public string Connection { get; }

    public StoreDatabase Database { get; }

    public static async Task<TestStore> CreateAsync(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-accounts-").FullName;
        return new TestStore(folder, kind == Sqlite
            ? Path.Combine(folder, "portal.db")
            : await (await PostgresServer.Shared).CreateDatabaseAsync());
    }

    public async Task<PortalContext> OpenAsync()
    {
        using var portal = new PortalDatabase(Database);
        await portal.MigrateAsync(default);
        var options = new DbContextOptionsBuilder<PortalContext>();
        portal.Configure(options);
        return new PortalContext(options.Options);
    }

    public ValueTask DisposeAsync()
    {
        Database.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
