using System.Text.Json.Nodes;
using GatewayKit.Operators.Tests.Support;
using GatewayKit.Store;

namespace GatewayKit.Operators.Tests.Changes;

public sealed class OptionsTests : IAsyncLifetime
{
    private const string Limit = "/ui/options/routes/orders/rate-limit/-";
    private const string Upstream = "/ui/options/routes/orders/upstream-auth/-";

    private OperatorHost _host = null!;
    private OperatorClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await Shop.StartStoreAsync();
        _client = await _host.OpenAsync(OperatorHost.AdminKey);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task The_page_of_a_route_leads_to_the_form_of_each_plugin()
    {
        var page = (await _client.ReadAsync("/ui/routes/orders")).Page;

        Assert.Equal([Limit, Upstream], page.QuerySelectorAll(".pipeline p a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task The_page_of_a_plugin_leads_an_admin_to_the_form_in_each_entry()
    {
        const string Plugin = """{ "name": "rate-limit", "options": { "limit": 7, "window": "1m" } }""";
        const string Entry = $$"""{ "plugins": [ {{Plugin}} ] }""";
        await _host.WriteAsync("Limit", ("plugins/rate-limit", Plugin), ("groups/<b>", Entry), ("consumers/alice", Entry));
        var page = await Eventually.NotNullAsync(
            async () => await _client.ReadAsync("/ui/plugins/rate-limit") is var read
                && read.Page.QuerySelectorAll("#stored a").Length == 4 ? read : null);
        var links = page.Page.QuerySelectorAll("#stored a").Select(link => link.GetAttribute("href")!).ToList();

        Assert.Equal(
            ["plugins/rate-limit", "routes/orders", "groups/%3Cb%3E", "consumers/alice"],
            links.Select(link => link["/ui/options/".Length..^"/rate-limit/-".Length]));
        foreach (var link in links.Where(link => !link.Contains("routes", StringComparison.Ordinal)))
        {
            var form = await _client.ReadAsync(link);
            Assert.Equal("7", form.Page.QuerySelector("[name='o.limit']")!.GetAttribute("value"));
            Assert.NotNull(form.Page.QuerySelector(".trail a[href='/ui/plugins/rate-limit']"));
        }

        using var viewer = await _host.OpenAsync(OperatorHost.ViewerKey);
        Assert.Empty((await viewer.ReadAsync("/ui/plugins/rate-limit")).Page.QuerySelectorAll("#stored"));
    }

    [Fact]
    public async Task The_form_has_a_field_of_the_right_kind_for_each_option()
    {
        var page = (await _client.ReadAsync(Limit)).Page;

        Assert.Equal("2", page.QuerySelector("[name='o.limit']")!.GetAttribute("value"));
        Assert.Equal("numeric", page.QuerySelector("[name='o.limit']")!.GetAttribute("inputmode"));
        Assert.Equal("window", page.QuerySelector("#o-limit-note code")!.TextContent);
        Assert.DoesNotContain('`', page.QuerySelector("main")!.TextContent);
        Assert.Contains("1 to 1000000", page.QuerySelector("#o-limit-note")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["Default (true)", "true", "false"],
            page.QuerySelectorAll("[name='o.enforce'] option").Select(option => option.TextContent));
        Assert.Contains("", page.QuerySelectorAll("[name='o.store'] option").Select(option => option.GetAttribute("value")));
        Assert.Equal("TEXTAREA", page.QuerySelector("[name='o.exempt']")!.TagName);
        Assert.Equal("TEXTAREA", page.QuerySelector("[name='o.limits']")!.TagName);
    }

    [Fact]
    public async Task A_form_that_was_not_changed_changes_nothing()
    {
        foreach (var path in new[] { Limit, Upstream })
        {
            var answer = await _client.SubmitAsync(await _client.ReadAsync(path), "main form", ("step", "preview"));

            Assert.Contains("Nothing changes.", answer.Content, StringComparison.Ordinal);
            Assert.Null(answer.Page.QuerySelector("button[value=save]"));
        }
    }

    [Fact]
    public async Task A_change_is_previewed_and_saved_as_a_revision()
    {
        var preview = await _client.SubmitAsync(
            await _client.ReadAsync(Limit), "main form", ("o.limit", "3"), ("o.exempt", "10.0.0.0/8\r\n192.0.2.1"), ("o.enforce", "false"),
            ("message", "More tea"), ("step", "preview"));
        Assert.Contains("plugins[0].options.limit 2 3", preview.Content, StringComparison.Ordinal);
        Assert.Equal(1, (await _host.Store.ReadAsync()).Revision);
        var saved = await _client.SubmitAsync(preview, "main form", ("step", "save"));

        Assert.Equal((303, "/ui/revisions/2"), (saved.Status, saved.Location));
        Assert.Equal(["ada", "More tea"], (await _client.ReadAsync("/ui/revisions/2")).Facts.Skip(1));
        var options = await OptionsAsync(0);
        Assert.Equal(
            """{"limit":3,"window":"1h","by":"ip","exempt":["10.0.0.0/8","192.0.2.1"],"enforce":false}""", options.ToJsonString());
    }

    [Theory]
    [InlineData("o.limit", "0", "options.limit is 0; it must be")]
    [InlineData("o.limit", "many", "options.limit")]
    [InlineData("o.window", "", "options.window is missing")]
    [InlineData("o.window", "soon", "options.window")]
    [InlineData("o.algorithm", "guess", "options.algorithm")]
    [InlineData("o.limits", "{", "limits isn't valid JSON in line 1")]
    public async Task An_invalid_value_is_explained_beside_its_field_and_not_saved(string name, string value, string error)
    {
        var answer = await _client.SubmitAsync(await _client.ReadAsync(Limit), "main form", (name, value), ("step", "preview"));
        var id = name.Replace('.', '-');

        Assert.Equal(422, answer.Status);
        Assert.Contains(error, answer.Page.QuerySelector($"#{id}-note .bad")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", answer.Page.QuerySelector($"#{id}")!.GetAttribute("aria-invalid"));
        Assert.Null(answer.Page.QuerySelector("button[value=save]"));
        Assert.Equal(1, (await _host.Store.ReadAsync()).Revision);
    }

    [Fact]
    public async Task Markup_in_the_input_is_text()
    {
        var answer = await _client.SubmitAsync(
            await _client.ReadAsync(Limit), "main form", ("o.by", Shop.Attack), ("o.limits", Shop.Attack), ("message", Shop.Attack),
            ("step", "preview"));

        Assert.Empty(answer.Page.QuerySelectorAll("img, script:not([src])"));
        Assert.Equal(Shop.Attack, answer.Page.QuerySelector("[name=message]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Only_what_was_previewed_is_saved()
    {
        var preview = await _client.SubmitAsync(await _client.ReadAsync(Limit), "main form", ("o.limit", "3"), ("step", "preview"));
        var changed = await _client.SubmitAsync(preview, "main form", ("o.limit", "4"), ("step", "save"));

        Assert.Contains("The input has changed since the preview", changed.Content, StringComparison.Ordinal);
        Assert.Equal(1, (await _host.Store.ReadAsync()).Revision);
        Assert.Equal(303, (await _client.SubmitAsync(changed, "main form", ("step", "save"))).Status);
        Assert.Equal(4, (int?)(await OptionsAsync(0))["limit"]);
    }

    [Fact]
    public async Task A_conflict_is_explained_and_keeps_the_input()
    {
        var preview = await _client.SubmitAsync(
            await _client.ReadAsync(Limit), "main form", ("o.limit", "3"), ("message", "Mine"), ("step", "preview"));
        await _host.WriteAsync(
            $"Theirs {Shop.Attack}",
            ("routes/orders", Shop.Route.Replace("\"window\": \"1h\"", "\"window\": \"2h\"", StringComparison.Ordinal)));
        var conflict = await _client.SubmitAsync(preview, "main form", ("step", "save"));

        Assert.Equal(409, conflict.Status);
        Assert.Contains("revision 2 of alice", conflict.Content, StringComparison.Ordinal);
        Assert.Empty(conflict.Page.QuerySelectorAll("img"));
        Assert.Equal("3", conflict.Page.QuerySelector("[name='o.limit']")!.GetAttribute("value"));
        Assert.Equal("Mine", conflict.Page.QuerySelector("[name=message]")!.GetAttribute("value"));
        Assert.Equal(2, (await _host.Store.ReadAsync()).Revision);
        var saved = await _client.SubmitAsync(conflict, "main form", ("step", "save"));
        Assert.Equal("/ui/revisions/3", saved.Location);
    }

    [Fact]
    public async Task A_stored_secret_is_never_shown_and_stays_if_its_field_is_empty()
    {
        var form = await _client.ReadAsync(Upstream);
        var field = form.Page.QuerySelector("[name='o.header.value']")!;
        var preview = await _client.SubmitAsync(form, "main form", ("o.header.name", "X-Other"), ("step", "preview"));
        await _client.SubmitAsync(preview, "main form", ("step", "save"));

        Assert.Equal(("password", null), (field.GetAttribute("type"), field.GetAttribute("value")));
        Assert.Contains("A value is stored.", form.Page.QuerySelector("#o-header-value-note")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", form.Text + preview.Text, StringComparison.Ordinal);
        Assert.Equal("""{"name":"X-Other","value":"planted-value"}""", (await OptionsAsync(1))["header"]!.ToJsonString());
    }

    [Fact]
    public async Task A_new_secret_passes_the_preview_without_being_shown()
    {
        var preview = await _client.SubmitAsync(
            await _client.ReadAsync(Upstream), "main form", ("o.header.value", "planted-new"), ("step", "preview"));
        var saved = await _client.SubmitAsync(preview, "main form", ("step", "save"));

        Assert.DoesNotContain("planted", preview.Text, StringComparison.Ordinal);
        Assert.Equal(303, saved.Status);
        Assert.Equal("planted-new", (string?)(await OptionsAsync(1))["header"]!["value"]);
        Assert.DoesNotContain("planted", (await _client.ReadAsync(saved.Location!)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ui/options/routes/none/rate-limit/-")]
    [InlineData("/ui/options/routes/orders/key-auth/-")]
    [InlineData("/ui/options/routes/orders/none/-")]
    [InlineData("/ui/options/routes/orders/rate-limit/other")]
    [InlineData("/ui/options/none/orders/rate-limit/-")]
    public async Task A_plugin_that_is_not_there_has_no_form(string path) => Assert.Equal(404, (await _client.GetAsync(path)).Status);

    private async Task<JsonNode> OptionsAsync(int plugin)
    {
        var entry = (await _host.Store.ReadAsync()).Find(new EntryKey(EntryKinds.Routes, "orders"))!;
        return JsonNode.Parse(entry.Content)!["plugins"]![plugin]!["options"]!;
    }
}
