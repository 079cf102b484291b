using GatewayKit.Store.Revisions;
using GatewayKit.Store.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static GatewayKit.Store.Tests.Support.Writing;

namespace GatewayKit.Store.Tests.Revisions;

public sealed class HistoryTests
{
    [Theory, Sqlite, Postgres]
    public async Task A_rollback_restores_the_content_of_an_earlier_revision_as_a_new_one(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = test.Open();
        await store.WriteAsync(Put("plugins/cors", "{}"), Put("plugins/jwt", "{}"), Put("routes/orders", """{"order":1}"""));
        await store.WriteAsync(Delete("plugins/cors"), Put("routes/orders", """{"order":2}"""), Put("routes/new", "{}"));

        var result = await store.RollBackAsync(1, expected: 2, "bob").WaitAsync(Deadline);

        Assert.Equal(3, result.Revision);
        Assert.Empty(await test.Open().CompareAsync(1, 3).WaitAsync(Deadline));
        Assert.Equal("Roll back to revision 1.", (await store.FindAsync(3).WaitAsync(Deadline))!.Message);
    }

    [Fact]
    public async Task A_rollback_conflicts_with_a_later_revision()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Put("routes/a", "{}"));
        await store.WriteAsync(Put("routes/b", "{}"));

        var conflict = await Assert.ThrowsAsync<StoreConflictException>(() => store.RollBackAsync(0, expected: 1, "bob"));

        Assert.Equal(("routes/b", 1, 2), (conflict.Key?.ToString(), conflict.Expected, conflict.Actual));
    }

    [Fact]
    public async Task A_rollback_conflicts_with_a_later_deletion_of_an_entry_that_it_restores()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Put("routes/a", "{}"), Put("routes/b", """{"order":1}"""));
        await store.WriteAsync(Put("routes/b", """{"order":2}"""));
        await store.WriteAsync(Delete("routes/a"));

        var conflict = await Assert.ThrowsAsync<StoreConflictException>(() => store.RollBackAsync(1, expected: 2, "bob"));

        Assert.Equal(("routes/a", 3), (conflict.Key?.ToString(), conflict.Actual));
    }

    /// <summary>The consumers of the portal are: changed, deleted, added, taken over by an operator.</summary>
    [Theory, Sqlite, Postgres]
    public async Task A_rollback_keeps_consumers_of_the_portal_unless_they_are_included(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = test.Open();
        await store.WriteAsync(
            OfPortal("app-1", """{"groups":["old"]}"""), OfPortal("app-2", "{}"), OfPortal("app-4", "{}"), Put("consumers/alice", "{}"),
            OfPortal("app-5", "{}"));
        await store.WriteAsync(
            OfPortal("app-1", """{"groups":["new"]}"""), Delete("consumers/app-2"), OfPortal("app-3", "{}"), Delete("consumers/alice"),
            Put("consumers/app-4", """{"groups":["new"]}""") with { Labels = new Dictionary<string, string>() });

        var kept = await store.RollBackAsync(1, expected: 2, "bob", dryRun: true).WaitAsync(Deadline);
        var all = await store.RollBackAsync(1, expected: 2, "bob", dryRun: true, includePortal: true).WaitAsync(Deadline);

        Assert.Equal(["consumers/alice"], kept.Differences.Select(difference => difference.Key.ToString()));
        Assert.Equal(
            ["consumers/app-1", "consumers/app-2", "consumers/app-3", "consumers/app-4"], kept.Kept.Select(key => key.ToString()));
        Assert.Equal((5, 0), (all.Differences.Length, all.Kept.Length));
    }

    [Fact]
    public async Task A_rollback_does_not_bring_back_an_application_that_an_operator_had_taken_over()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Put("consumers/app-0123456789abcdef", "{}"), Put("routes/a", """{"order":1}"""));
        await store.WriteAsync(Delete("consumers/app-0123456789abcdef"), Put("routes/a", """{"order":2}"""));

        var result = await store.RollBackAsync(1, expected: 2, "bob").WaitAsync(Deadline);

        Assert.Equal("consumers/app-0123456789abcdef", Assert.Single(result.Kept).ToString());
        Assert.Null((await store.ReadAsync()).Find(new EntryKey("consumers", "app-0123456789abcdef")));
    }

    [Fact]
    public async Task A_later_change_of_a_consumer_of_the_portal_is_not_a_conflict_of_a_rollback()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Put("routes/a", """{"order":1}"""));
        await store.WriteAsync(Put("routes/a", """{"order":2}"""));
        await store.WriteAsync(OfPortal("app-1", "{}"));

        var result = await store.RollBackAsync(1, expected: 2, "bob").WaitAsync(Deadline);

        Assert.Equal((4, "consumers/app-1"), (result.Revision, Assert.Single(result.Kept).ToString()));
        await Assert.ThrowsAsync<StoreConflictException>(() => store.RollBackAsync(2, expected: 2, "bob", includePortal: true));
    }

    /// <summary>The other node writes after the rollback was checked, so that its transaction finds another revision.</summary>
    [Fact]
    public async Task A_write_of_another_node_during_a_rollback_is_a_conflict_or_kept()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var other = test.Open();
        var check = new InterruptedCheck();
        var store = test.Open(check);
        await store.WriteAsync(Put("routes/a", """{"order":1}"""));
        await store.WriteAsync(Put("routes/a", """{"order":2}"""));

        check.Next = () => other.WriteAsync(OfPortal("app-1", "{}"));
        var kept = await store.RollBackAsync(1, expected: 2, "bob").WaitAsync(Deadline);
        check.Next = () => other.WriteAsync(Put("routes/b", "{}"));
        var conflict = await Assert.ThrowsAsync<StoreConflictException>(
            () => store.RollBackAsync(2, expected: 4, "bob").WaitAsync(Deadline));

        Assert.Equal((4, "consumers/app-1"), (kept.Revision, Assert.Single(kept.Kept).ToString()));
        Assert.Equal(("routes/b", 5), (conflict.Key?.ToString(), conflict.Actual));
        Assert.Equal(5, (await store.ReadAsync()).Revision);
    }

    [Theory, Sqlite, Postgres]
    public async Task Every_revision_can_be_read(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = test.Open();
        await store.WriteAsync(Put("routes/a", "1"));
        await store.WriteAsync(Put("routes/a", "2"));
        await store.WriteAsync(Delete("routes/a"));
        await store.WriteAsync(Put("routes/a", "4"));

        Assert.Equal<string?[]>(
            [null, "1", "2", null, "4"],
            await Task.WhenAll(Enumerable.Range(0, 5).Select(number => test.Open().ContentAsync("routes/a", number))));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.ReadAsync(5).WaitAsync(Deadline));
    }

    [Theory, Sqlite, Postgres]
    public async Task Revisions_are_listed_in_pages_from_the_latest_on(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = test.Open();
        for (var i = 1; i <= 5; i++)
            await store.WriteAsync(Put("routes/a", $"{i}"));

        var first = await store.ListAsync(2).WaitAsync(Deadline);
        var last = await store.ListAsync(10, before: first.Next).WaitAsync(Deadline);

        Assert.Equal([5L, 4], first.Revisions.Select(revision => revision.Number));
        Assert.Equal([3L, 2, 1], last.Revisions.Select(revision => revision.Number));
        Assert.Null(last.Next);
    }

    [Fact]
    public async Task A_comparison_shows_the_paths_of_values_and_masks_secrets()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Put("consumers/alice", """{"groups":["gold"],"credentials":{"key-auth":[{"key":"secret-1"}]}}"""));
        await store.WriteAsync(Put("consumers/alice", """{"groups":["gold","x"],"credentials":{"key-auth":[{"key":"secret-2"}]}}"""));

        var difference = Assert.Single(await store.CompareAsync(1, 2));

        Assert.Equal(
            [new("groups[1]", null, "\"x\""), new ValueDifference("credentials.key-auth[0].key", "\"***\"", "\"***\"")],
            difference.Values.AsEnumerable());
    }

    [Fact]
    public async Task A_rollback_has_only_entries_that_differ()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Put("routes/a", "{}"), Put("routes/b", """{"order":1}"""));
        await store.WriteAsync(Put("routes/b", """{"order":2}"""));

        var changes = RollbackChanges.Between(await store.ReadAsync(2), await test.Open().ReadAsync(1), includePortal: false);

        Assert.Equal("routes/b", Assert.Single(changes.Changes).Key.ToString());
    }

    [Theory, Sqlite, Postgres]
    public async Task A_list_has_the_first_changes_of_each_revision_and_their_number(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = test.Open();
        await store.WriteAsync([.. Enumerable.Range(0, 60).Select(i => Put($"routes/r{i:00}", "{}"))]);
        await store.WriteAsync(Put("routes/a", "{}"));

        var list = (await store.ListAsync().WaitAsync(Deadline)).Revisions;

        Assert.Equal([(1, 1), (60, 50)], list.Select(revision => (revision.ChangeCount, revision.Changes.Length)));
        Assert.Equal("routes/r49", list[1].Changes[^1].Key.ToString());
        Assert.Equal(60, (await store.FindAsync(1).WaitAsync(Deadline))!.Changes.Length);
    }

    [Theory, Sqlite, Postgres]
    public async Task A_comparison_reads_only_the_changed_entries(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = test.Open();
        await store.WriteAsync(Put("routes/a", "1"), Put("routes/damaged", "1"));
        await store.WriteAsync(Put("routes/a", "2"));
        await test.OpenDatabase().RunAsync(
            context => context.Changes.Where(change => change.Id == "damaged")
                .ExecuteUpdateAsync(set => set.SetProperty(change => change.Content, new byte[] { 1 })),
            default).WaitAsync(Deadline);

        foreach (var (from, to) in new[] { (1, 2), (2, 1) })
            Assert.Equal("routes/a", Assert.Single(await store.CompareAsync(from, to).WaitAsync(Deadline)).Key.ToString());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.CompareAsync(1, 3).WaitAsync(Deadline));
    }

    [Theory, Sqlite, Postgres]
    public async Task Revisions_that_differ_in_too_much_are_not_compared(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = test.Open();
        await store.WriteAsync([.. Enumerable.Range(0, 5).Select(i => Put($"routes/r{i}", "{}"))]);
        await store.WriteAsync(Put("routes/r1", """{"order":1}"""));

        foreach (var contents in new[] { test.OpenContents(maximumCompared: 4), test.OpenContents(maximumComparedBytes: 300) })
        {
            var error = await Assert.ThrowsAsync<ArgumentException>(() => contents.ReadChangedAsync(0, 2, default).WaitAsync(Deadline));
            Assert.Contains("revision 2 has 5 of the entries that differ.", error.Message, StringComparison.Ordinal);
            Assert.Single((await contents.ReadChangedAsync(1, 2, default).WaitAsync(Deadline)).To.Entries);
        }
    }

    [Theory, Sqlite, Postgres]
    public async Task A_node_reads_a_restored_backup_whose_next_revisions_have_the_same_numbers(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (node, other) = (test.Open(), test.Open());
        await node.WriteAsync(Put("routes/a", "1"));
        await node.WriteAsync(Put("routes/b", "1"));
        await test.OpenDatabase().RunAsync(
            async context => await context.Changes.Where(change => change.Revision == 2).ExecuteDeleteAsync()
                + await context.Revisions.Where(revision => revision.Number == 2).ExecuteDeleteAsync(),
            default).WaitAsync(Deadline);
        await other.WriteAsync(Put("routes/c", "1"));

        Assert.Null(await node.ContentAsync("routes/b"));
        Assert.Equal("1", await node.ContentAsync("routes/c"));
        await other.WriteAsync(Put("routes/d", "1"));
        Assert.Equal(["routes/a", "routes/c", "routes/d"], (await node.ReadAsync()).Entries.Keys.Select(key => key.ToString()).Order());
    }

    private static StoreChange OfPortal(string consumer, string content)
        => Put($"consumers/{consumer}", content) with { Labels = PortalEntries.Labels };
}
