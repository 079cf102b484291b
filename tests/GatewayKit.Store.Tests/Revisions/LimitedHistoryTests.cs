using GatewayKit.Store.Revisions;
using GatewayKit.Store.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using static GatewayKit.Store.Tests.Support.Writing;

namespace GatewayKit.Store.Tests.Revisions;

public sealed class LimitedHistoryTests
{
    [Theory, Sqlite, Postgres]
    public async Task Only_the_kept_revisions_can_be_read_compared_and_rolled_back(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = await WriteSixAsync(test);

        Assert.Equal(5, (await test.OpenHistory(keep: 2).TrimAsync(default).WaitAsync(Deadline))!.Value.Oldest);

        var other = test.Open();
        Assert.Equal("3", await other.ContentAsync("routes/a", 5));
        Assert.Equal("4", await other.ContentAsync("routes/a", 6));
        Assert.Equal("routes/a", Assert.Single(await store.CompareAsync(5, 6).WaitAsync(Deadline)).Key.ToString());
        Assert.Equal(3, (await store.CompareAsync(0, 6).WaitAsync(Deadline)).Length);
        foreach (var call in (Func<Task>[])[
            () => other.ReadAsync(4), () => store.FindAsync(4), () => store.CompareAsync(4, 6), () => store.CompareAsync(6, 4),
            () => store.RollBackAsync(4, 6, "bob")])
        {
            var removed = await Assert.ThrowsAsync<RevisionRemovedException>(() => call().WaitAsync(Deadline));
            Assert.Equal((4, 5), (removed.Revision, removed.Oldest));
        }

        Assert.Equal(7, (await store.RollBackAsync(5, 6, "bob").WaitAsync(Deadline)).Revision);
        Assert.Equal("3", await other.ContentAsync("routes/a"));
    }

    [Theory, Sqlite, Postgres]
    public async Task The_list_ends_at_the_oldest_revision(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = await WriteSixAsync(test);
        var before = await store.ListAsync(1).WaitAsync(Deadline);
        await test.OpenHistory(keep: 2).TrimAsync(default).WaitAsync(Deadline);

        var pages = new[] { await store.ListAsync(2).WaitAsync(Deadline), await store.ListAsync(9, before: 5).WaitAsync(Deadline) };

        Assert.Equal((1, (long?)6), (before.Oldest, before.Next));
        Assert.Equal([6L, 5], pages[0].Revisions.Select(revision => revision.Number));
        Assert.All(pages, page => Assert.Equal((null, 5), ((object?)page.Next, page.Oldest)));
        Assert.Empty(pages[1].Revisions);
    }

    [Theory, Sqlite, Postgres]
    public async Task Entries_that_have_not_changed_for_long_stay_and_deleted_ones_never_come_back(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await WriteSixAsync(test);
        var history = test.OpenHistory(keep: 1, batch: 1);
        var oldest = await history.LockedAsync(history.AdvanceAsync, default).WaitAsync(Deadline);

        var removed = 0L;
        while (await history.LockedAsync((context, end) => history.RemoveAsync(context, oldest!.Value, end), default) is > 0)
        {
            removed++;
            Assert.Equal(["routes/a=4", "routes/back=2", "routes/old=1"], await EntriesAsync(test.Open()));
        }

        Assert.Equal(6, oldest);
        Assert.Equal(6 + 3, removed);
    }

    [Theory, Sqlite, Postgres]
    public async Task A_node_that_was_away_for_longer_loads_everything(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var node = test.Open();
        await node.WriteAsync(Put("routes/gone", "1"), Put("routes/kept", "1"));
        var other = test.Open();
        await other.WriteAsync(Delete("routes/gone"));
        await other.WriteAsync(Put("routes/new", "1"));
        await test.OpenHistory(keep: 1).TrimAsync(default).WaitAsync(Deadline);

        Assert.Equal(["routes/kept=1", "routes/new=1"], await EntriesAsync(node));
    }

    [Theory, Sqlite, Postgres]
    public async Task A_new_entry_that_is_based_on_a_removed_revision_is_a_conflict(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = await WriteSixAsync(test);
        await test.OpenHistory(keep: 2).TrimAsync(default).WaitAsync(Deadline);

        var conflict = await Assert.ThrowsAsync<StoreConflictException>(
            () => store.ApplyAsync(Set(3, Put("routes/gone", "9"))).WaitAsync(Deadline));

        Assert.Equal((null, 3, 6), (conflict.Key, conflict.Expected, conflict.Actual));
        Assert.True((await store.ApplyAsync(Set(3, Put("routes/old", "9"))).WaitAsync(Deadline)).IsWritten);
        Assert.True((await store.ApplyAsync(Set(4, Put("routes/other", "9"))).WaitAsync(Deadline)).IsWritten);
    }

    [Fact]
    public async Task A_revision_stays_while_its_number_or_its_age_keeps_it()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var store = test.Open(time: time);
        for (var i = 1; i <= 5; i++)
        {
            await store.WriteAsync(Put("routes/a", $"{i}"));
            time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(1, await OldestAsync(5, 1));
        Assert.Equal(2, await OldestAsync(1, 4.5));
        Assert.Equal(4, await OldestAsync(2, 1.5));
        Assert.Equal(5, await OldestAsync(1, 1));

        async Task<long> OldestAsync(int revisions, double hours)
        {
            var history = test.OpenHistory(revisions, TimeSpan.FromHours(hours), time: time);
            return (await history.LockedAsync(async (context, end) => await history.FindAsync(context, 5, end), default))!.Value;
        }
    }

    [PostgresFact]
    public async Task A_node_with_a_wrong_clock_removes_nothing_by_age()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Postgres);
        await WriteSixAsync(test);
        var wrong = new FakeTimeProvider(DateTimeOffset.UtcNow + TimeSpan.FromDays(9));

        var trimmed = await test.OpenHistory(keep: 1, TimeSpan.FromDays(1), time: wrong).TrimAsync(default).WaitAsync(Deadline);

        Assert.Equal<(long, long)?>((1, 0), trimmed);
    }

    [Theory, Sqlite, Postgres]
    public async Task Several_nodes_can_remove_revisions_while_others_write_and_read(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (writer, reader) = (test.Open(), test.Open());
        await writer.WriteAsync(Put("routes/old", "1"));
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= 20; i++)
                await writer.WriteAsync(i % 2 == 0 ? Delete("routes/a") : Put("routes/a", $"{i}"), Put("routes/b", $"{i}"));
        });
        var trimming = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var history = test.OpenHistory(keep: 1, batch: 2);
            while (!writing.IsCompleted)
                await history.TrimAsync(default);
        })).ToArray();

        while (!writing.IsCompleted)
            Assert.Contains(await EntriesAsync(reader), entry => entry == "routes/old=1");
        await Task.WhenAll([writing, .. trimming]).WaitAsync(Deadline);
        await test.OpenHistory(keep: 1).TrimAsync(default).WaitAsync(Deadline);

        Assert.Equal(["routes/b=20", "routes/old=1"], await EntriesAsync(reader));
        Assert.Equal(3, await test.OpenDatabase().RunAsync(context => context.Changes.CountAsync(), default).WaitAsync(Deadline));
    }

    [Fact]
    public async Task A_node_removes_old_revisions_by_itself()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        for (var i = 1; i <= 3; i++)
            await store.WriteAsync(Put($"groups/g{i}", "{}"));

        await using var node = await TestNode.StartAsync(test, configure: options => options.History.KeepRevisions = 1);

        await Eventually.TrueAsync(async () => (await store.ListAsync()).Oldest == 3);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(null, 0.5)]
    [InlineData(null, 100_000.0)]
    public void An_invalid_limit_is_rejected(int? revisions, double? hours)
        => Assert.Throws<ArgumentException>(() => new StoreHistoryOptions
        {
            KeepRevisions = revisions,
            KeepTime = hours is { } time ? TimeSpan.FromHours(time) : null,
        });

    /// <summary>Writes six revisions: an entry that stays, one that is deleted, and one that is deleted and comes back.</summary>
    private static async Task<GatewayStore> WriteSixAsync(TestDatabase test)
    {
        var store = test.Open();
        await store.WriteAsync(Put("routes/old", "1"), Put("routes/gone", "1"), Put("routes/back", "1"));
        await store.WriteAsync(Put("routes/a", "2"), Delete("routes/gone"));
        await store.WriteAsync(Delete("routes/back"));
        await store.WriteAsync(Put("routes/back", "2"));
        await store.WriteAsync(Put("routes/a", "3"), Delete("routes/missing"));
        await store.WriteAsync(Put("routes/a", "4"));
        return store;
    }

    private static async Task<string[]> EntriesAsync(GatewayStore store)
        => [.. (await store.ReadAsync().WaitAsync(Deadline)).Entries.Values.Select(entry => $"{entry.Key}={entry.Content}").Order()];
}
