using GatewayKit.Operators.Tests.Support;
using GatewayKit.Store;

namespace GatewayKit.Operators.Tests.Changes;

public sealed class RollbackTests : IAsyncLifetime
{
    private OperatorHost _host = null!;
    private OperatorClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await Shop.StartStoreAsync();
        await _host.WriteAsync("More", ("routes/orders", Shop.Route.Replace("\"limit\": 2", "\"limit\": 9", StringComparison.Ordinal)));
        _client = await _host.OpenAsync(OperatorHost.AdminKey);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_rollback_is_previewed_and_written_as_a_revision()
    {
        var link = (await _client.ReadAsync("/ui/revisions/1")).Page.QuerySelector("a[href$='rollback']")!.GetAttribute("href")!;
        var preview = await _client.ReadAsync(link);
        Assert.Contains("plugins[0].options.limit 9 2", preview.Content, StringComparison.Ordinal);
        Assert.Equal(2, (await _host.Store.ReadAsync()).Revision);
        var done = await _client.SubmitAsync(preview, "main form", ("message", "Too many"));

        Assert.Equal((303, "/ui/revisions/3"), (done.Status, done.Location));
        Assert.Equal(["ada", "Too many"], (await _client.ReadAsync(done.Location!)).Facts.Skip(1));
    }

    [Fact]
    public async Task A_later_revision_is_a_conflict_with_a_new_preview()
    {
        var preview = await _client.ReadAsync("/ui/revisions/1/rollback");
        await _host.WriteAsync(
            "Even more", ("routes/orders", Shop.Route.Replace("\"limit\": 2", "\"limit\": 10", StringComparison.Ordinal)));
        var conflict = await _client.SubmitAsync(preview, "main form", ("message", "Mine"));

        Assert.Equal(409, conflict.Status);
        Assert.Contains("plugins[0].options.limit 10 2", conflict.Content, StringComparison.Ordinal);
        Assert.Equal("Mine", conflict.Page.QuerySelector("[name=message]")!.GetAttribute("value"));
        Assert.Equal(3, (await _host.Store.ReadAsync()).Revision);
    }

    [Fact]
    public async Task Consumers_of_the_portal_stay_unless_the_operator_includes_them()
    {
        var consumer = new StoreChange
        {
            Key = EntryKey.Parse("consumers/app-<b>"),
            Content = """{ "credentials": { "key-auth": [ { "key": "planted-key-1" } ] } }""",
            Labels = new Dictionary<string, string> { ["portal"] = "application" },
        };
        await _host.WriteAsync("Issue", [consumer]);
        var preview = await _client.ReadAsync("/ui/revisions/2/rollback");

        Assert.Equal(["consumers/app-<b>"], preview.Page.QuerySelectorAll("#kept li").Select(item => item.TextContent));
        Assert.Contains("Revision 3 differs only in consumers of the developer portal.", preview.Content, StringComparison.Ordinal);
        Assert.Null(preview.Page.QuerySelector("main form"));

        var all = await _client.ReadAsync(preview.Page.QuerySelector("main .note a")!.GetAttribute("href")!);
        Assert.Contains(
            "applications that were deleted or blocked, then work again. Keys that were issued later stop working.",
            all.Page.QuerySelector(".note.warn")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("planted-key-1", all.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await _client.SubmitAsync(all, "main form")).Status);
        Assert.Null((await _host.Store.ReadAsync()).Find(consumer.Key));
    }

    [Fact]
    public async Task A_rollback_to_the_latest_revision_has_nothing_to_confirm()
    {
        var preview = await _client.ReadAsync("/ui/revisions/2/rollback");

        Assert.Contains("Revision 2 has the same content.", preview.Content, StringComparison.Ordinal);
        Assert.Null(preview.Page.QuerySelector("main form"));
    }

    [Fact]
    public async Task An_invalid_rollback_is_explained()
    {
        // The cluster of a later route can't be removed.
        await _host.Gateway.ReloadAsync("routes: { extra: { clusterId: orders, match: { path: /extra } } }");
        var answer = await _client.GetAsync("/ui/revisions/0/rollback");

        Assert.Equal(422, answer.Status);
        Assert.Contains("orders", answer.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(answer.Page.QuerySelectorAll("main .note a"));
    }

    [Fact]
    public async Task A_rollback_that_removes_a_group_of_the_portal_can_include_the_portal()
    {
        await _host.WriteAsync("Issue", [
            new StoreChange { Key = EntryKey.Parse("groups/gold"), Content = "{}" },
            new StoreChange { Key = EntryKey.Parse("consumers/app-0123456789abcdef"), Content = """{ "groups": ["gold"] }""" },
        ]);
        var answer = await _client.GetAsync("/ui/revisions/2/rollback");
        var all = await _client.ReadAsync(answer.Page.QuerySelector("main .note a")!.GetAttribute("href")!);

        Assert.Equal(422, answer.Status);
        Assert.Contains("consumers/app-0123456789abcdef", answer.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(303, (await _client.SubmitAsync(all, "main form")).Status);
    }
}
