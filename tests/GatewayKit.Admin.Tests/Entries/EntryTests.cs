using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Entries;

public sealed class EntryTests
{
    [Fact]
    public async Task A_writer_can_mark_a_value_as_secret()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();
        await host.DoAsync("PATCH", "/v1/entries/routes/orders",
            """{ "content": { "metadata": { "color": "planted", "size": "1" } }, "secrets": [ "/metadata/color" ] }""",
            ("Content-Type", "application/merge-patch+json"));

        var entry = await host.SendAsync("GET", "/v1/entries/routes/orders");
        var content = entry.Json["content"]!.AsObject();
        content["order"] = 7;
        await host.DoAsync("PUT", "/v1/entries/routes/orders", $$"""{ "content": {{content}} }""", ("If-Match", entry.Headers["ETag"]));
        await host.AnswersAsync("/orders", 200);

        Assert.Equal("""{"color":"***","size":"1"}""", content["metadata"]!.ToJsonString());
        foreach (var path in new[] { "/v1/entries/routes/orders", "/v1/revisions/2/diff", "/v1/revisions/3/diff", "/v1/routes/orders" })
            Assert.DoesNotContain("planted", (await host.SendAsync("GET", path)).Text, StringComparison.Ordinal);
        Assert.Equal("""["/metadata/color"]""", (await host.DoAsync("GET", "/v1/entries/routes/orders"))["secrets"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{ "secrets": [] }""", """["/metadata/color"]""")]
    [InlineData("""{ "content": { "metadata": { "size": "1" } }, "secrets": [] }""", """["/metadata/color"]""")]
    [InlineData("""{ "content": { "metadata": { "color": "red" } }, "secrets": [] }""", null)]
    [InlineData("""{ "content": { "metadata": { "color": null } } }""", null)]
    public async Task A_marked_value_stays_marked_until_it_changes(string patch, string? marks)
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();
        foreach (var body in new[] { """{ "content": { "metadata": { "color": "planted" } }, "secrets": [ "/metadata/color" ] }""", patch })
            await host.DoAsync("PATCH", "/v1/entries/routes/orders", body, ("Content-Type", "application/merge-patch+json"));

        var entry = await host.DoAsync("GET", "/v1/entries/routes/orders");

        Assert.Equal(marks, entry["secrets"]?.ToJsonString());
        Assert.DoesNotContain("planted", entry.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_must_be_that_of_a_value()
    {
        await using var host = await StoreHost.StartAsync();

        var answer = await host.SendAsync("PUT", "/v1/entries/groups/gold", """{ "content": {}, "secrets": [ "/metadata/color" ] }""");

        Assert.Equal(422, answer.Status);
        Assert.Contains("doesn't have a value at '/metadata/color'", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("settings/paths", "{}")]
    [InlineData("settings/shutdown", "{}")]
    [InlineData("settings/trustedProxies", "[]")]
    [InlineData("groups/gold", "{}")]
    public async Task Content_that_is_null_is_that_of_an_empty_entry(string key, string content)
    {
        await using var host = await StoreHost.StartAsync();

        await host.DoAsync("PUT", $"/v1/entries/{key}", """{ "content": null }""");

        Assert.Equal(content, (await host.DoAsync("GET", $"/v1/entries/{key}"))["content"]!.ToJsonString());
    }

    private const string Secret = """
        { "content": { "match": { "path": "/x" }, "metadata": { "apiKey": "planted-secret" } } }
        """;

    [Fact]
    public async Task Entries_are_created_read_replaced_and_deleted_by_their_versions()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();

        var read = await host.SendAsync("GET", "/v1/entries/routes/orders");
        var tag = read.Headers["ETag"];
        var replaced = await host.SendAsync(
            "PUT", "/v1/entries/routes/orders",
            """{ "content": { "clusterId": "orders", "match": { "path": "/new" } }, "message": "Move" }""",
            AdminHost.AdminKey, ("If-Match", tag));
        var stale = await host.SendAsync(
            "DELETE", "/v1/entries/routes/orders", null, AdminHost.AdminKey, ("If-Match", tag));
        var deleted = await host.SendAsync(
            "DELETE", "/v1/entries/routes/orders?message=Gone", null, AdminHost.AdminKey, ("If-Match", replaced.Headers["ETag"]));
        var missing = await host.SendAsync("GET", "/v1/entries/routes/orders");

        Assert.Equal("\"1\"", tag);
        Assert.Equal("orders", (string?)read.Json["labels"]!["team"]);
        Assert.Equal((200, "\"2\"", 2), (replaced.Status, replaced.Headers["ETag"], (long)replaced.Json["revision"]!));
        Assert.Equal("\"/new\"", replaced.Json["differences"]![0]!["values"]![0]!["after"]!.ToJsonString());
        Assert.Equal(412, stale.Status);
        Assert.Equal((200, 3), (deleted.Status, (long)deleted.Json["revision"]!));
        Assert.Equal(404, missing.Status);
        Assert.Equal("Gone", (string?)(await host.DoAsync("GET", "/v1/revisions/3"))["message"]);
    }

    [Fact]
    public async Task A_new_entry_is_created_at_its_location()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();

        var created = await host.SendAsync(
            "PUT", "/v1/entries/routes/a%2Fb", """{ "content": { "clusterId": "orders", "match": { "path": "/ab" } } }""");

        Assert.Equal((201, "/v1/entries/routes/a%2Fb"), (created.Status, created.Headers["Location"]));
        Assert.Equal("routes/a/b", (string?)(await host.DoAsync("GET", "/v1/entries/routes/a%2Fb"))["key"]);
        await host.AnswersAsync("/ab", 200);
    }

    [Theory]
    [InlineData("PUT", null, 428)]
    [InlineData("DELETE", null, 428)]
    [InlineData("PUT", "\"99\"", 412)]
    [InlineData("DELETE", "\"99\"", 412)]
    [InlineData("DELETE", "W/\"1\"", 412)]
    [InlineData("PATCH", "\"99\"", 412)]
    public async Task A_change_of_an_existing_entry_needs_its_version(string method, string? tag, int status)
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();

        var answer = await SendAsync(
            host, method, "/v1/entries/routes/orders", method == "DELETE" ? null : $$"""{ "content": {{StoreHost.Orders}} }""",
            tag is null ? [] : [("If-Match", tag)]);

        Assert.Equal(status, answer.Status);
        Assert.Equal(1, (long)(await host.DoAsync("GET", "/v1/entries"))["revision"]!);
    }

    [Fact]
    public async Task A_patch_changes_content_and_labels()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();

        var answer = await SendAsync(
            host, "PATCH", "/v1/entries/routes/orders",
            """{ "content": { "match": { "path": "/p" }, "order": 5 }, "labels": { "team": null, "stage": "test" } }""");

        Assert.Equal(200, answer.Status);
        var entry = await host.DoAsync("GET", "/v1/entries/routes/orders");
        Assert.Equal("""{"stage":"test"}""", entry["labels"]!.ToJsonString());
        Assert.Equal("""{"clusterId":"orders","match":{"path":"/p"},"order":5}""", entry["content"]!.ToJsonString());
    }

    [Fact]
    public async Task A_patch_of_labels_keeps_a_content_that_is_not_an_object()
    {
        await using var host = await StoreHost.StartAsync();
        await host.DoAsync("PUT", "/v1/entries/settings/trustedProxies", """{ "content": ["10.0.0.0/8"] }""");

        var answer = await SendAsync(
            host, "PATCH", "/v1/entries/settings/trustedProxies", """{ "labels": { "team": "edge" } }""");

        var entry = await host.DoAsync("GET", "/v1/entries/settings/trustedProxies");
        Assert.Equal(200, answer.Status);
        Assert.Equal("edge", (string?)entry["labels"]!["team"]);
        Assert.Equal("""["10.0.0.0/8"]""", entry["content"]!.ToJsonString());
    }

    [Theory]
    [InlineData("\"\\uD800\"")]
    [InlineData("1e99999999999")]
    [InlineData("nested")]
    public async Task A_value_that_cannot_be_compared_or_answered_is_rejected(string value)
    {
        value = value.Replace("nested", $"{new string('[', 54)}1{new string(']', 54)}", StringComparison.Ordinal);
        await using var host = await StoreHost.StartAsync();
        await host.DoAsync("PUT", "/v1/entries/routes/x", Secret);

        var answer = await SendAsync(
            host, "PATCH", "/v1/entries/routes/x", $$$"""{ "content": { "metadata": { "apiKey": {{{value}}} } } }""");

        Assert.Equal((422, "store: routes/x"), (answer.Status, (string?)answer.Json["errors"]![0]!["location"]));
    }

    [Fact]
    public async Task Secrets_are_masked_and_a_masked_secret_keeps_the_stored_one()
    {
        await using var host = await StoreHost.StartAsync();
        await host.DoAsync("PUT", "/v1/entries/routes/x", Secret);

        var read = await host.SendAsync("GET", "/v1/entries/routes/x");
        var same = await host.SendAsync(
            "PUT", "/v1/entries/routes/x", $$"""{ "content": {{read.Json["content"]!.ToJsonString()}} }""",
            AdminHost.AdminKey, ("If-Match", read.Headers["ETag"]));
        var list = await host.SendAsync("GET", "/v1/entries");
        var lost = await host.SendAsync("PUT", "/v1/entries/routes/y", Secret.Replace("planted-secret", "***").Replace("/x", "/y"));

        Assert.Equal("***", (string?)read.Json["content"]!["metadata"]!["apiKey"]);
        Assert.Equal((200, false), (same.Status, (bool)same.Json["written"]!));
        Assert.DoesNotContain("planted-secret", list.Text, StringComparison.Ordinal);
        Assert.Equal(422, lost.Status);
        Assert.Equal("store: routes/y", (string?)lost.Json["errors"]![0]!["location"]);
        Assert.Contains("metadata.apiKey is masked", (string?)lost.Json["errors"]![0]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_filtered_and_paged()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();

        var first = await host.DoAsync("GET", "/v1/entries?limit=1");
        var last = await host.DoAsync("GET", $"/v1/entries?limit=1&cursor={first["next"]}");
        var labeled = await host.DoAsync("GET", "/v1/entries?label=team%3Dorders");
        var kind = await host.DoAsync("GET", "/v1/entries?kind=clusters");

        Assert.Equal(("clusters/orders", "routes/orders"), ((string?)first["items"]![0]!["key"], (string?)last["items"]![0]!["key"]));
        Assert.Null(last["next"]);
        Assert.Equal("routes/orders", (string?)Assert.Single(labeled["items"]!.AsArray())!["key"]);
        Assert.Equal("clusters/orders", (string?)Assert.Single(kind["items"]!.AsArray())!["key"]);
    }

    [Fact]
    public async Task Every_error_of_a_change_has_its_place_and_nothing_is_written()
    {
        await using var host = await StoreHost.StartAsync();

        var answer = await host.SendAsync("POST", "/v1/transactions", """
            { "basedOn": 0, "changes": [
              { "key": "routes/a", "content": { "clusterId": "none", "match": { "path": "/a" }, "wrong": 1 } },
              { "key": "plugins/missing", "content": { "name": "missing" } } ] }
            """);

        Assert.Equal(422, answer.Status);
        var errors = answer.Json["errors"]!.AsArray().Select(error => $"{error!["location"]}: {error["message"]}").ToList();
        Assert.Contains(errors, error => error.StartsWith("store: routes/a: routes.a: clusterId is 'none'", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("store: routes/a: routes.a: wrong is unknown.", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("store: plugins/missing: ", StringComparison.Ordinal));
        Assert.Equal(0, (long)(await host.DoAsync("GET", "/v1/entries"))["revision"]!);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        await using var host = await StoreHost.StartAsync();

        var answer = await host.DoAsync("PUT", "/v1/entries/routes/x?dryRun=true", Secret);

        Assert.Equal((0, false, "added"), ((long)answer["revision"]!, (bool)answer["written"]!, (string?)answer["changes"]![0]!["type"]));
        Assert.Equal(404, (await host.SendAsync("GET", "/v1/entries/routes/x")).Status);
    }

    [Theory]
    [InlineData("PUT", "/v1/entries/routes/x", "{", 400)]
    [InlineData("PUT", "/v1/entries/routes/x", "{}", 400)]
    [InlineData("PUT", "/v1/entries/routes/x", """{ "content": {}, "extra": 1 }""", 400)]
    [InlineData("PUT", "/v1/entries/routes/x?dryRun=yes", """{ "content": {} }""", 400)]
    [InlineData("PUT", "/v1/entries/nothing/x", """{ "content": {} }""", 404)]
    [InlineData("PUT", "/v1/entries/settings/x", """{ "content": {} }""", 404)]
    [InlineData("GET", "/v1/entries?kind=nothing", null, 400)]
    [InlineData("GET", "/v1/entries?label=team", null, 400)]
    [InlineData("POST", "/v1/transactions", """{ "basedOn": 0, "changes": [ { "key": "x", "content": null } ] }""", 400)]
    [InlineData("POST", "/v1/transactions", """{ "basedOn": 0, "changes": [ null ] }""", 400)]
    [InlineData("POST", "/v1/transactions", """{ "basedOn": 0, "scope": {}, "changes": [] }""", 400)]
    [InlineData("POST", "/v1/transactions",
        """{ "basedOn": 0, "changes": [ { "key": "routes/a", "content": null }, { "key": "routes/A", "content": null } ] }""", 400)]
    [InlineData("POST", "/v1/transactions", """{ "basedOn": 5, "changes": [] }""", 409)]
    [InlineData("POST", "/v1/entries/routes/x", "{}", 405)]
    public async Task A_request_that_is_not_valid_is_rejected(string method, string path, string? body, int status)
    {
        await using var host = await StoreHost.StartAsync();

        var answer = await host.SendAsync(method, path, body);

        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.ContentType));
        Assert.NotNull(answer.Detail);
    }

    [Fact]
    public async Task A_body_of_more_than_two_megabytes_is_rejected_and_one_of_one_megabyte_is_read()
    {
        await using var host = await StoreHost.StartAsync();

        var large = await host.SendAsync("PUT", "/v1/entries/routes/x", $$"""{ "content": "{{new string('x', 2 * 1024 * 1024)}}" }""");
        var small = await host.SendAsync("PUT", "/v1/entries/routes/x", $$"""{ "content": "{{new string('x', 1024 * 1024)}}" }""");

        Assert.Equal((413, 422), (large.Status, small.Status));
    }

    [Fact]
    public async Task Without_a_store_the_endpoints_say_so()
    {
        await using var host = await AdminHost.StartWithKeysAsync();

        var answer = await host.GetAsync("/v1/entries", AdminHost.ViewerKey);

        Assert.Equal(404, answer.Status);
        Assert.StartsWith("The gateway doesn't have a store", answer.Detail, StringComparison.Ordinal);
    }

    private static Task<AdminAnswer> SendAsync(
        StoreHost host, string method, string path, string? body, params (string Name, string Value)[] headers)
        => host.Admin.SendAsync(
            new HttpMethod(method), path, AdminHost.AdminKey, body,
            method == "PATCH" ? [.. headers, ("Content-Type", "application/merge-patch+json")] : headers);
}
