using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Store.Tests.Support;
using Microsoft.Data.Sqlite;
using static GatewayKit.Store.Tests.Support.Writing;

namespace GatewayKit.Store.Tests.Hosting;

public sealed class OutageTests
{
    private static readonly string s_folder = Directory.CreateTempSubdirectory("gatewaykit-outage-").FullName;

    [PostgresFact]
    public async Task A_node_that_restarts_during_an_outage_serves_the_last_valid_revision_and_later_ones_afterwards()
    {
        await using var server = await PostgresServer.StartAsync();
        var connection = await server.CreateDatabaseAsync();
        await using var other = await TestNode.StartAsync(connection, s_folder, "other");
        await using (var node = await TestNode.StartAsync(connection, s_folder, "node"))
        {
            await node.Store.WriteAsync(Route("orders", other.Host.Upstream.Address));
            await node.RunsAsync(1);
            await node.ServesAsync("/orders");
            await CopiedAsync(s_folder, "node");
        }

        await server.StopAsync();
        await using var restarted = await TestNode.StartAsync(connection, s_folder, "node");
        Assert.Equal(HttpStatusCode.OK, await restarted.GetAsync("/orders"));
        Assert.Equal(HttpStatusCode.OK, await other.GetAsync("/orders"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => restarted.Store.ReadAsync().WaitAsync(Deadline));

        await server.StartAgainAsync();
        await Eventually.TrueAsync(() => AnswersAsync(other.Store));
        await other.Store.WriteAsync(Route("pets", other.Host.Upstream.Address));
        await restarted.ServesAsync("/pets");
        await Eventually.TrueAsync(async () => (await other.Store.ListNodesAsync()) is [{ Running: 2 }, { Running: 2 }]);
    }

    [Fact]
    public async Task A_first_start_without_the_database_fails()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await File.WriteAllTextAsync(test.Connection, "This isn't a database, but it is long enough to be one. ".PadRight(4096, '.'));

        var error = await Assert.ThrowsAsync<GatewayConfigException>(() => TestNode.StartAsync(test));

        Assert.Contains("store: The source can't be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_copy_is_not_used()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using (var node = await TestNode.StartAsync(test))
        {
            await node.Store.WriteAsync(Route("orders", node.Host.Upstream.Address));
            await node.RunsAsync(1);
            await CopiedAsync(test.Folder, "one");
        }

        // A connection that is still in the pool keeps the write-ahead log, from which the database would be restored.
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(Copy(test), CopyText(Copy(test))[..^40] + "\"}");
        await File.WriteAllTextAsync(test.Connection, "This isn't a database any more.".PadRight(4096, '.'));

        await Assert.ThrowsAsync<GatewayConfigException>(() => TestNode.StartAsync(test));
    }

    private static async Task<bool> AnswersAsync(IGatewayStore store)
    {
        try
        {
            await store.ReadAsync().WaitAsync(Deadline);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Waits until a node has stored the first revision: it runs a revision before it stores it.</summary>
    private static Task CopiedAsync(string folder, string node) => Eventually.TrueAsync(
        () => Task.FromResult(CopyText(Path.Combine(folder, $"{node}.last-good")).Contains("\"Revision\":1,", StringComparison.Ordinal)));

    private static string Copy(TestDatabase test) => Path.Combine(test.Folder, "one.last-good");

    private static string CopyText(string copy) => File.Exists(copy) ? File.ReadAllText(copy) : "";
}
