using GatewayKit.Store.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Tests.Database;

public sealed class SqliteInterruptionTests
{
    private const int Interrupted = 9;

    private const string Endless
        = "WITH RECURSIVE n(i) AS (SELECT begun() UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS \"Value\" FROM n";

    [Fact]
    public async Task A_statement_that_runs_is_interrupted()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        using var end = new CancellationTokenSource();

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => Task.Run(() => RunAsync(test, end)))
            .WaitAsync(Writing.Deadline);

        Assert.Equal(Interrupted, Assert.IsType<SqliteException>(error.InnerException).SqliteErrorCode);
    }

    private static Task<long> RunAsync(TestDatabase test, CancellationTokenSource end)
    {
        var database = test.OpenDatabase();
        return database.RunAsync(
            async context =>
            {
                await context.Database.OpenConnectionAsync();
                ((SqliteConnection)context.Database.GetDbConnection()).CreateFunction("begun", () =>
                {
                    end.Cancel();
                    return 1L;
                });
                using var interruption = database.Provider.InterruptBy(context, end.Token);
                return await context.Database.SqlQueryRaw<long>(Endless).SingleAsync();
            },
            default);
    }
}
