namespace GatewayKit.OpenApi.Mocking.State;

public sealed class CrudTests
{
    private readonly FixedClock _clock = new();
    private readonly StatefulApi _api;

    public CrudTests() => _api = new StatefulApi(Documents.Pets, new MockStateOptions { TimeProvider = _clock });

    [Fact]
    public void A_collection_begins_with_the_examples()
        => Assert.Equal(
            """{"items":[{"id":1,"name":"Rex","kind":"dog","tags":["big"]},{"id":2,"name":"Tom","kind":"cat","age":3}],"total":2,"next":null}""",
                _api.Json("/pets"));

    [Fact]
    public void What_is_created_has_an_id_and_a_place_and_is_there()
    {
        var created = _api.Send("POST", "/pets", """{"name":"Kit","kind":"cat"}""");

        Assert.Equal(201, created.Status);
        Assert.Equal(3, created.Body!.Value.GetProperty("id").GetInt32());
        Assert.Equal("/pets/3", Assert.Single(created.Headers, header => header.Key == "Location").Value);
        Assert.Equal(created.Body.Value.GetRawText(), _api.Json("/pets/3"));
        Assert.Equal(["1", "2", "3"], _api.Ids("/pets"));
    }

    [Fact]
    public void What_a_server_fills_is_filled_whatever_the_client_says()
    {
        _api.Send("POST", "/pets", """{"id":99,"name":"Kit","createdAt":"1999-01-01T00:00:00Z"}""");

        Assert.Equal("""{"name":"Kit","kind":"dog","createdAt":"2026-11-27T15:00:00.000Z","updatedAt":"2026-11-27T15:00:00.000Z","id":3}""",
            Sorted(_api.Json("/pets/3")));
    }

    [Fact]
    public void What_is_deleted_is_gone_and_its_id_is_not_used_again()
    {
        _api.Send("POST", "/pets", """{"name":"Kit"}""");
        Assert.Equal(204, _api.Send("DELETE", "/pets/3").Status);

        Assert.Equal(404, _api.Send("GET", "/pets/3").Status);
        Assert.Equal(404, _api.Send("DELETE", "/pets/3").Status);
        Assert.Equal(4, _api.Send("POST", "/pets", """{"name":"Kit"}""").Body!.Value.GetProperty("id").GetInt32());
        Assert.Equal(["1", "2", "4"], _api.Ids("/pets"));
    }

    [Fact]
    public void Replacing_keeps_what_is_the_servers_and_forgets_the_rest()
    {
        _api.Send("POST", "/pets", """{"name":"Kit","kind":"cat","age":7}""");
        _clock.Now = _clock.Now.AddMinutes(1);

        Assert.Equal(200, _api.Send("PUT", "/pets/3", """{"name":"Kat"}""").Status);

        Assert.Equal("""{"name":"Kat","kind":"dog","createdAt":"2026-11-27T15:00:00.000Z","updatedAt":"2026-11-27T15:01:00.000Z","id":3}""",
            Sorted(_api.Json("/pets/3")));
    }

    [Fact]
    public void Replacing_what_is_not_there_is_not_found_where_no_creation_is_declared()
        => Assert.Equal(404, _api.Send("PUT", "/pets/9", """{"name":"Kat"}""").Status);

    [Theory]
    [InlineData("application/merge-patch+json", """{"age":null,"name":"Tim"}""")]
    [InlineData("application/json", """{"age":null,"name":"Tim"}""")]
    [InlineData("application/json-patch+json", """[{"op":"remove","path":"/age"},{"op":"replace","path":"/name","value":"Tim"}]""")]
    public void A_patch_of_either_kind_changes_what_it_says(string contentType, string patch)
    {
        Assert.Equal(200, _api.Send("PATCH", "/pets/2", patch, contentType).Status);

        Assert.Equal("""{"id":2,"name":"Tim","kind":"cat","updatedAt":"2026-11-27T15:00:00.000Z"}""", Sorted(_api.Json("/pets/2"), "id"));
    }

    [Theory]
    [InlineData("application/merge-patch+json", """{"name":"much too long a name"}""", 422, "maxLength", "/name")]
    [InlineData("application/merge-patch+json", """{"name":null}""", 422, "required", "")]
    [InlineData("application/merge-patch+json", """{"id":7}""", null, null, null)]
    [InlineData("application/json-patch+json",
        """[{"op":"replace","path":"/name","value":"Tim"},{"op":"replace","path":"/kind","value":"cow"}]""", 422, "enum", "/kind")]
    [InlineData("application/json-patch+json", """[{"op":"remove","path":"/none"}]""", 422, "patch", "/0")]
    [InlineData("application/json-patch+json", """[{"op":"spoil","path":"/name"}]""", 422, "syntax", "/0")]
    [InlineData("application/json-patch+json", """[{"op":"remove","path":""}]""", 422, null, null)]
    [InlineData("application/json-patch+json", """[{"op":"replace","path":"/name","value":"Tim"},{"op":"test","path":"/age","value":4}]""",
        409, null, null)]
    public void A_patch_that_would_break_a_rule_changes_nothing(string contentType, string patch, int? status, string? code, string? place)
    {
        var before = _api.Json("/pets/2");

        var answer = _api.Send("PATCH", "/pets/2", patch, contentType);

        Assert.Equal(status ?? 200, answer.Status);
        if (code is not null)
            Assert.Equal((code, place), (Assert.Single(answer.Problem!.Violations).Code, answer.Problem.Violations[0].JsonPointer));
        if (status is not null)
            Assert.Equal(before, _api.Json("/pets/2"));
        Assert.Equal(2, _api.Send("GET", "/pets/2").Body!.Value.GetProperty("id").GetInt32());
    }

    [Fact]
    public void What_is_write_only_is_kept_and_never_answered()
    {
        Assert.DoesNotContain(
            "secret", _api.Send("POST", "/pets", """{"name":"Kit","secret":"xyz"}""").Body!.Value.GetRawText(), StringComparison.Ordinal);

        Assert.DoesNotContain("secret", _api.Json("/pets"), StringComparison.Ordinal);
        Assert.Equal(200, _api.Send(
            "PATCH", "/pets/3", """[{"op":"test","path":"/secret","value":"xyz"}]""", "application/json-patch+json").Status);
    }

    [Fact]
    public void The_same_seed_gives_the_same_state()
    {
        Assert.Equal(new StatefulApi(Documents.Owners).Json("/owners"), new StatefulApi(Documents.Owners).Json("/owners"));
        Assert.NotEqual(new StatefulApi(Documents.Owners).Json("/owners"),
            new StatefulApi(Documents.Owners, new MockStateOptions { Seed = 1 }).Json("/owners"));
    }

    private static string Sorted(string item, string first = "name")
    {
        // The server's members come where they are filled; what they are is what counts.
        var order = new[] { first, "name", "kind", "createdAt", "updatedAt", "id" };
        var members = System.Text.Json.Nodes.JsonNode.Parse(item)!.AsObject();
        return new System.Text.Json.Nodes.JsonObject(members
            .OrderBy(member => Array.IndexOf(order, member.Key))
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString();
    }
}
