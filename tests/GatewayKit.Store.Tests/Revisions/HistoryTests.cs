using GatewayKit.Store.Tests.Support;
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

        Assert.Equal((null, 1, 2), (conflict.Key, conflict.Expected, conflict.Actual));
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
}
