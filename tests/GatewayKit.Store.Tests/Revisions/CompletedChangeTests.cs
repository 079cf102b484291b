using GatewayKit.Store.Tests.Support;
using static GatewayKit.Store.Tests.Support.Writing;

namespace GatewayKit.Store.Tests.Revisions;

public sealed class CompletedChangeTests
{
    private static readonly Dictionary<string, string> s_orders = new() { ["team"] = "orders" };
    private static readonly Dictionary<string, string> s_pets = new() { ["team"] = "pets" };

    [Theory, Sqlite, Postgres]
    public async Task A_patch_changes_a_part_of_an_entry_and_keeps_its_secrets(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = test.Open();
        await store.WriteAsync(Put("routes/orders", """{"order":1,"clientSecret":"s"}"""));

        await store.WriteAsync(Put("routes/orders", "") with { Content = null, Patch = """{"order":2,"clientSecret":"***"}""" });

        Assert.Equal("""{"order":2,"clientSecret":"s"}""", await store.ContentAsync("routes/orders"));
    }

    [Fact]
    public async Task A_patch_of_a_missing_entry_is_an_error()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);

        var result = await test.Open().ApplyAsync(
            Set(0, Put("routes/orders", "") with { Content = null, Patch = """{"order":2}""" })).WaitAsync(Deadline);

        Assert.Equal(
            "store: routes/orders: routes.orders: the entry doesn't exist, so it can't be patched.",
            Assert.Single(result.Errors).ToString());
    }

    [Fact]
    public async Task A_masked_secret_that_the_store_does_not_have_is_an_error_with_its_path()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);

        var result = await test.Open().ApplyAsync(
            Set(0, Put("routes/orders", """{"plugins":[{"name":"oidc","options":{"clientSecret":"***"}}]}"""))).WaitAsync(Deadline);

        Assert.StartsWith(
            "store: routes/orders: routes.orders: plugins[0].options.clientSecret is masked",
            Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.False(result.IsWritten);
    }

    [Fact]
    public async Task An_unchanged_masked_content_writes_no_revision()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Put("routes/orders", """{"clientSecret":"s"}"""));

        Assert.Equal(1, await store.WriteAsync(Put("routes/orders", """{"clientSecret":"***"}""")));
    }

    [Fact]
    public async Task A_limited_change_labels_new_entries_and_changes_those_with_the_label()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.ApplyAsync(Set(0, Put("routes/orders", "1")) with { Scope = s_orders }).WaitAsync(Deadline);

        var result = await store.ApplyAsync(Set(1, Put("routes/orders", "2")) with { Scope = s_orders }).WaitAsync(Deadline);

        Assert.Equal(2, result.Revision);
        Assert.Equal("orders", (await store.ReadAsync()).Find(EntryKey.Parse("routes/orders"))!.Labels["team"]);
    }

    [Theory]
    [InlineData("routes/orders", "2")]
    [InlineData("routes/orders", null)]
    [InlineData("routes/pets", "2")]
    public async Task A_limited_change_of_an_entry_of_another_owner_is_an_error(string key, string? content)
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Put("routes/orders", "1"), Put("routes/pets", "1") with { Labels = s_pets });

        var result = await store.ApplyAsync(
            Set(1, new StoreChange { Key = EntryKey.Parse(key), Content = content }) with { Scope = s_orders }).WaitAsync(Deadline);

        Assert.Contains("the label team=orders", Assert.Single(result.Errors).Message, StringComparison.Ordinal);
        Assert.Equal("1", await store.ContentAsync(key));
    }

    [Fact]
    public async Task A_limited_change_can_not_give_an_entry_away()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();

        var result = await store
            .ApplyAsync(Set(0, Put("routes/orders", "1") with { Labels = s_pets }) with { Scope = s_orders })
            .WaitAsync(Deadline);

        Assert.Contains("must contain the label team=orders", Assert.Single(result.Errors).Message, StringComparison.Ordinal);
    }
}
