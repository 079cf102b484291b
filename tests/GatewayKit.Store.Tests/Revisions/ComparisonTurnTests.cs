using System.Data.Common;
using GatewayKit.Store.Database;
using GatewayKit.Store.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using static GatewayKit.Store.Tests.Support.Writing;

namespace GatewayKit.Store.Tests.Revisions;

public sealed class ComparisonTurnTests
{
    [Fact]
    public async Task Comparisons_wait_for_each_other()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await test.Open().WriteAsync(Put("routes/a", "{}"));
        var gate = new Gate();
        var store = test.Open(provider: new GatedProvider(StoreProvider.Create(test.Connection, test.Folder, Deadline), gate));
        await store.CompareAsync(0, 1).WaitAsync(Deadline);

        gate.Close();
        var first = store.CompareAsync(0, 1);
        await gate.Entered.WaitAsync(Deadline);

        // SQLite runs a command before the call returns, so that a second comparison that doesn't wait would be at the gate, too.
        var second = store.CompareAsync(0, 1);
        var waiting = gate.Waiting;
        gate.Open();

        Assert.Equal(1, waiting);
        Assert.Single(await first.WaitAsync(Deadline));
        Assert.Single(await second.WaitAsync(Deadline));
    }

    /// <summary>Holds commands that read.</summary>
    private sealed class Gate : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource? _open;
        private int _waiting;

        public Task Entered => _entered.Task;

        public int Waiting => Volatile.Read(ref _waiting);

        public void Close() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _open!.SetResult();

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            if (_open is { } open)
            {
                Interlocked.Increment(ref _waiting);
                _entered.TrySetResult();
                await open.Task.WaitAsync(Deadline, cancellationToken);
            }

            return result;
        }
    }

    private sealed class GatedProvider(StoreProvider inner, Gate gate) : StoreProvider
    {
        public override TimeSpan PollInterval => inner.PollInterval;

        public override string CopyPath => inner.CopyPath;

        public override string DisplayName => inner.DisplayName;

        public override void Configure(DbContextOptionsBuilder options, string history)
        {
            inner.Configure(options, history);
            options.AddInterceptors(gate);
        }

        public override Task<IDbContextTransaction> BeginSnapshotAsync(StoreContext context, CancellationToken cancellation)
            => inner.BeginSnapshotAsync(context, cancellation);

        public override Task MigrateAloneAsync(DbContext context, Func<Task> migrate, CancellationToken cancellation)
            => inner.MigrateAloneAsync(context, migrate, cancellation);
    }
}
