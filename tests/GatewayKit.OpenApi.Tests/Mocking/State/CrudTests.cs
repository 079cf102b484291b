namespace GatewayKit.OpenApi.Mocking.State;

public sealed class CrudTests
{
    private readonly StatefulApi _api = new(Documents.Pets);

    [Fact]
    public void A_collection_begins_with_the_examples()
        => Assert.Equal("""{"items":[{"id":1,"name":"Rex","kind":"dog","tags":["big"]},{"id":2,"name":"Tom","kind":"cat","age":3}],"total":2,"next":null}""", _api.Json("/pets"));

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
    public void What_is_deleted_is_gone()
    {
        Assert.Equal(204, _api.Send("DELETE", "/pets/1").Status);

        Assert.Equal(404, _api.Send("GET", "/pets/1").Status);
        Assert.Equal(404, _api.Send("DELETE", "/pets/1").Status);
        Assert.Equal(["2"], _api.Ids("/pets"));
    }
}
