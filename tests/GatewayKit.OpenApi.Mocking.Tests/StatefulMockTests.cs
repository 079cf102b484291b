namespace GatewayKit.OpenApi.Mocking;

public sealed class StatefulMockTests
{
    private const string Kit = """{"name":"Kit"}""";
    private static readonly (string, string) s_json = ("Content-Type", "application/json");
    private readonly MockEngine _engine = new(Mocks.Document(State.Documents.Pets), new MockEngineOptions { Stateful = true });

    [Fact]
    public void What_is_created_is_there_and_where_the_answer_says()
    {
        var created = _engine.Send("POST", "/pets", Kit, s_json);

        Assert.Equal((201, "/pets/3", "application/json"),
            (created.Response.Status, created.Header("Location"), created.Response.ContentType));
        Assert.Equal(created.Text(), _engine.Get("/pets/3").Text());
        Assert.Null(created.Violations);
    }

    [Fact]
    public void What_is_refused_is_a_problem_that_lists_the_violations()
    {
        var answer = _engine.Send("PATCH", "/pets/1", """{"name":"much too long a name"}""", s_json);

        Assert.Equal(422, answer.Response.Status);
        Assert.Equal("maxLength", Assert.Single(answer.Problem!.Violations).Code);
    }

    [Fact]
    public void What_is_not_there_is_answered_as_declared()
    {
        var answer = _engine.Get("/pets/9");

        Assert.Equal((404, null), (answer.Response.Status, answer.Problem));
        Assert.Equal("Not found", _engine.Send("DELETE", "/pets/9").Problem!.Title);
    }

    [Fact]
    public void A_client_that_asks_for_a_response_gets_it_and_changes_nothing()
    {
        Assert.Equal(204, _engine.Send("DELETE", "/pets/1", "", ("Prefer", "code=204")).Response.Status);

        Assert.Equal(200, _engine.Get("/pets/1").Response.Status);
        Assert.Equal(404, _engine.Send("GET", "/pets/1", "", ("Prefer", "code=404")).Response.Status);
    }

    [Fact]
    public void A_client_that_could_not_read_the_answer_changes_nothing()
    {
        Assert.Equal(406, _engine.Send("POST", "/pets", Kit, s_json, ("Accept", "image/png")).Response.Status);

        Assert.Equal(404, _engine.Get("/pets/3").Response.Status);
    }

    [Fact]
    public void Each_caller_has_a_sandbox()
    {
        var request = new ApiRequest { Method = "DELETE", Path = "/pets/1" };

        Assert.Equal(204, _engine.Answer(
            request, _engine.Match("DELETE", "/pets/1"), new MockContext { Caller = "alice" }).Response.Status);

        Assert.Equal(404, _engine.Answer(
            request, _engine.Match("DELETE", "/pets/1"), new MockContext { Caller = "alice" }).Response.Status);
        Assert.Equal(200, _engine.Get("/pets/1").Response.Status);
    }

    [Fact]
    public void Without_the_option_there_is_no_state()
    {
        var engine = new MockEngine(_engine.Document);

        Assert.Null(engine.State);
        Assert.Equal(204, engine.Send("DELETE", "/pets/1").Response.Status);
        Assert.Equal(204, engine.Send("DELETE", "/pets/1").Response.Status);
    }

    [Fact]
    public void Without_validation_there_is_state_and_what_it_can_not_keep_is_refused()
    {
        var engine = new MockEngine(_engine.Document, new MockEngineOptions { Stateful = true, ValidateRequests = false });

        Assert.Equal(201, engine.Send("POST", "/pets", Kit, s_json).Response.Status);
        Assert.Equal(422, engine.Send("POST", "/pets", "[]", s_json).Response.Status);
        Assert.Equal(422, engine.Send("POST", "/pets", "{", s_json).Response.Status);
    }
}
