using GatewayKit.Store.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using static GatewayKit.Store.Tests.Support.Writing;

namespace GatewayKit.Store.Tests.Revisions;

public sealed class ApplyTests
{
    [Theory, Sqlite, Postgres]
    public async Task A_change_set_becomes_one_revision(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var store = test.Open(time: time);
        await store.WriteAsync(Put("routes/orders", """{"order":1}"""), Put("clusters/old", "{}"));
        await store.WriteAsync(Put("routes/orders", """{"order":2}"""), Delete("clusters/old"), Put("clusters/new", "{}"));

        var revision = await test.Open().FindAsync(2).WaitAsync(Deadline);

        Assert.Equal((2, "alice", "a test", time.GetUtcNow()), (revision!.Number, revision.Author, revision.Message, revision.Time));
        Assert.Equal(
            ["clusters/new Added", "clusters/old Removed", "routes/orders Changed"],
            revision.Changes.Select(change => $"{change.Key} {change.Type}"));
        Assert.Equal("""{"order":2}""", await store.ContentAsync("routes/orders"));
        Assert.Null(await store.ContentAsync("clusters/old"));
    }

    [Theory, Sqlite, Postgres]
    public async Task Two_writers_of_the_same_entry_conflict(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (one, two) = (test.Open(), test.Open());
        await one.WriteAsync(Put("routes/orders", """{"order":1}"""));
        await one.ApplyAsync(Set(1, Put("routes/Orders", """{"order":2}"""))).WaitAsync(Deadline);

        var conflict = await Assert.ThrowsAsync<StoreConflictException>(
            () => two.ApplyAsync(Set(1, Put("routes/orders", """{"order":3}"""))).WaitAsync(Deadline));

        Assert.Equal(("routes/orders", 1, 2), (conflict.Key!.ToString(), conflict.Expected, conflict.Actual));
        Assert.Equal("""{"order":2}""", await two.ContentAsync("routes/orders"));
    }

    [Theory, Sqlite, Postgres]
    public async Task Writers_of_different_entries_do_not_conflict(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var stores = Enumerable.Range(0, 4).Select(_ => test.Open()).ToArray();

        await Task.WhenAll(stores.Select((store, i) => Task.Run(
            () => store.ApplyAsync(Set(0, Put($"routes/r{i}", "{}")))))).WaitAsync(Deadline);

        var content = await test.Open().ReadAsync().WaitAsync(Deadline);
        Assert.Equal((4, 4), (content.Revision, content.Entries.Count));
    }

    [Fact]
    public async Task An_entry_that_must_not_exist_conflicts_with_an_existing_one()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Put("routes/orders", "{}"));

        var conflict = await Assert.ThrowsAsync<StoreConflictException>(
            () => store.ApplyAsync(Set(1, Put("routes/orders", "{}") with { ExpectedVersion = 0 })));

        Assert.Equal("'routes/orders' already exists.", conflict.Message);
    }

    [Fact]
    public async Task A_deleted_entry_conflicts_with_a_writer_that_expects_its_version()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Put("routes/orders", "{}"));
        await store.WriteAsync(Delete("routes/orders"));

        await Assert.ThrowsAsync<StoreConflictException>(
            () => store.ApplyAsync(Set(2, Put("routes/orders", "{}") with { ExpectedVersion = 1 })));
    }

    [Theory, Sqlite, Postgres]
    public async Task An_entry_that_was_deleted_meanwhile_is_not_created_again(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = test.Open();
        await store.WriteAsync(Put("routes/orders", "{}"));
        await store.WriteAsync(Delete("routes/orders"));

        var conflict = await Assert.ThrowsAsync<StoreConflictException>(
            () => test.Open().ApplyAsync(Set(1, Put("routes/Orders", "{}"))).WaitAsync(Deadline));
        await store.ApplyAsync(Set(1, Delete("routes/orders"), Put("routes/new", "{}"))).WaitAsync(Deadline);
        await store.ApplyAsync(Set(2, Put("routes/orders", "{}"))).WaitAsync(Deadline);

        Assert.Equal("Revision 2 has deleted 'routes/Orders' meanwhile.", conflict.Message);
        Assert.Equal((1, 2), (conflict.Expected, conflict.Actual));
    }

    [Fact]
    public async Task A_change_without_effect_writes_no_revision()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Put("routes/orders", """{"a":1,"b":2}"""));

        var result = await store.ApplyAsync(Set(1, Put("routes/orders", """{ "b": 2, "a": 1 }"""), Delete("routes/none")));

        Assert.Equal((1, false), (result.Revision, result.IsWritten));
    }

    [Fact]
    public async Task A_dry_run_shows_the_differences_and_writes_nothing()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();

        var result = await store.ApplyAsync(Set(0, Put("routes/orders", """{"order":1}""")), dryRun: true);

        Assert.Equal("""{"order":1}""", Assert.Single(Assert.Single(result.Differences).Values).After);
        Assert.Equal(0, (await store.ReadAsync()).Revision);
    }

    [Theory]
    [InlineData(55, true)]
    [InlineData(56, false)]
    public async Task The_depth_of_a_content_is_limited(int depth, bool isWritten)
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);

        var result = await test.Open().ApplyAsync(Set(0, Put("routes/a", new string('[', depth) + new string(']', depth))));

        Assert.Equal(isWritten, result.IsWritten);
        Assert.Equal(isWritten, !result.Errors.Any(error => error.Message.Contains("55 levels", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("{} {}", "isn't valid JSON")]
    [InlineData("""{"a":"\uD800"}""", "half of a surrogate pair")]
    [InlineData("""{"\uD800":1}""", "half of a surrogate pair")]
    [InlineData("""{"order":1e99999999999}""", "exponent is too large")]
    public async Task A_content_that_is_not_JSON_is_an_error_at_its_entry(string content, string error)
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);

        var result = await test.Open().ApplyAsync(Set(0, Put("routes/orders", content)));

        Assert.Equal("store: routes/orders", Assert.Single(result.Errors).Location.ToString());
        Assert.Contains(error, result.Errors[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("route/orders")]
    [InlineData("routes/")]
    [InlineData("orders")]
    [InlineData("routes/a\nb")]
    [InlineData("settings/routes")]
    [InlineData("plugins/rate limit")]
    [InlineData("problems/200")]
    public void An_invalid_key_is_rejected(string key) => Assert.Throws<ArgumentException>(() => EntryKey.Parse(key));

    [Fact]
    public async Task A_revision_needs_an_author()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);

        await Assert.ThrowsAsync<ArgumentException>(() => test.Open().ApplyAsync(Set(0) with { Author = "" }));
    }

    [Fact]
    public async Task Labels_are_kept_until_they_are_replaced()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Put("routes/orders", "{}") with { Labels = new Dictionary<string, string> { ["team"] = "orders" } });
        await store.WriteAsync(Put("routes/orders", """{"order":1}"""));

        Assert.Equal("orders", (await store.ReadAsync()).Find(EntryKey.Parse("routes/orders"))!.Labels["team"]);
    }
}
