namespace GatewayKit.OpenApi.Mocking.State;

public sealed class NestingTests
{
    private readonly StatefulApi _api = new(Documents.Owners);

    [Fact]
    public void Items_belong_to_their_parents()
    {
        var (first, second) = (Create("Ann"), Create("Bob"));

        var created = _api.Send("POST", $"/owners/{first}/pets", """{"name":"Rex"}""");

        Assert.Equal(201, created.Status);
        Assert.Equal($"/owners/{first}/pets/Rex", Assert.Single(created.Headers).Value);
        Assert.Equal(first, created.Body!.Value.GetProperty("ownerId").GetString());
        Assert.Equal(200, _api.Send("GET", $"/owners/{first}/pets/Rex").Status);
        Assert.Equal(404, _api.Send("GET", $"/owners/{second}/pets/Rex").Status);
        Assert.Equal("[]", _api.Json($"/owners/{second}/pets"));
    }

    [Fact]
    public void Without_parent_there_is_nothing()
    {
        var unknown = Guid.Empty;

        Assert.Equal(404, _api.Send("GET", $"/owners/{unknown}/pets").Status);
        Assert.Equal(404, _api.Send("POST", $"/owners/{unknown}/pets", """{"name":"Rex"}""").Status);
    }

    [Fact]
    public void What_belongs_to_a_deleted_parent_is_gone_for_good()
    {
        var owner = Create("Ann");
        _api.Send("POST", $"/owners/{owner}/pets", """{"name":"Rex"}""");

        _api.Send("DELETE", $"/owners/{owner}");
        Assert.Equal(404, _api.Send("GET", $"/owners/{owner}/pets").Status);
        Assert.Equal(201, _api.Send("PUT", $"/owners/{owner}", """{"name":"Ann"}""").Status);

        Assert.Equal("[]", _api.Json($"/owners/{owner}/pets"));
    }

    [Fact]
    public void A_seeded_parent_has_seeded_items_that_name_it()
    {
        foreach (var owner in _api.Ids("/owners"))
            Assert.Equal($$"""[{"name":"Rex","weight":8.5,"ownerId":"{{owner}}"}]""", _api.Json($"/owners/{owner}/pets"));
    }

    [Fact]
    public void Putting_what_is_not_there_creates_it_where_that_is_declared()
    {
        const string Id = "00000000-0000-4000-8000-000000000001";

        var created = _api.Send("PUT", $"/owners/{Id}", """{"name":"Cid"}""");

        Assert.Equal((201, $"/owners/{Id}"), (created.Status, Assert.Single(created.Headers).Value));
        Assert.Equal(200, _api.Send("PUT", $"/owners/{Id}", """{"name":"Cyd"}""").Status);
        Assert.Equal("Cyd", _api.Send("GET", $"/owners/{Id}").Body!.Value.GetProperty("name").GetString());
    }

    [Fact]
    public void An_id_of_the_client_can_not_be_used_twice()
    {
        var owner = Create("Ann");
        _api.Send("POST", $"/owners/{owner}/pets", """{"name":"Rex"}""");

        Assert.Equal(409, _api.Send("POST", $"/owners/{owner}/pets", """{"name":"Rex"}""").Status);
        Assert.Equal(422, _api.Send("PATCH", $"/owners/{owner}/pets/Rex", """{"name":"Max"}""").Status);
        Assert.Equal(422, _api.Send("POST", $"/owners/{owner}/pets", """{"name":".."}""").Status);
    }

    [Fact]
    public void An_id_is_escaped_where_it_stands_in_a_path()
    {
        var owner = Create("Ann");

        var created = _api.Send("POST", $"/owners/{owner}/pets", """{"name":"a/b ?"}""");

        Assert.Equal($"/owners/{owner}/pets/a%2Fb%20%3F", Assert.Single(created.Headers).Value);
        Assert.Equal(200, _api.Send("GET", Assert.Single(created.Headers).Value).Status);
    }

    private string Create(string name)
        => _api.Send("POST", "/owners", $$"""{"name":"{{name}}"}""").Body!.Value.GetProperty("id").GetString()!;
}
