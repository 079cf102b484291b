using GatewayKit.Store.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Tests.Database;

public sealed class MigrationTests
{
    [Theory, Sqlite, Postgres]
    public async Task The_migration_creates_the_whole_model(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);

        Assert.False(await test.OpenDatabase()
            .RunAsync(context => Task.FromResult(context.Database.HasPendingModelChanges()), default).WaitAsync(Writing.Deadline));
    }

    [Theory, Sqlite, Postgres]
    public async Task Several_nodes_can_start_at_once_on_an_empty_database(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var nodes = Enumerable.Range(0, 4).Select(_ => test.Open()).ToArray();

        var contents = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.ReadAsync()))).WaitAsync(Writing.Deadline);

        Assert.All(contents, content => Assert.Equal(0, content.Revision));
    }

    [Fact]
    public async Task A_deleted_file_of_SQLite_does_not_come_back_empty()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Writing.Put("routes/orders", "{}"));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(test.Connection);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ReadAsync().WaitAsync(Writing.Deadline));
        Assert.False(File.Exists(test.Connection));
    }

    [Fact]
    public async Task A_node_does_not_use_the_tables_of_a_later_version()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await test.Open().WriteAsync(Writing.Put("routes/orders", "{}"));
        await using (var later = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={test.Connection}"))
        {
            await later.OpenAsync();
            await using var command = later.CreateCommand();
            command.CommandText = "INSERT INTO gatewaykit_migrations VALUES ('29990101000000_Later', '99.0.0');";
            await command.ExecuteNonQueryAsync();
        }

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => test.Open().ReadAsync().WaitAsync(Writing.Deadline));
        Assert.Contains("Update this node.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_starts_after_another_one_has_died_during_its_migration()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using (var died = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={test.Connection}"))
        {
            await died.OpenAsync();
            await using var command = died.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-12-01 00:00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        Assert.Equal(1, await test.Open().WriteAsync(Writing.Put("routes/orders", "{}")));
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_file_of_SQLite()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await test.Open().WriteAsync(Writing.Put("routes/orders", "{}"));

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(test.Connection));
    }
}
