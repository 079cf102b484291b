namespace GatewayKit.OpenApi.Mocking;

public sealed class MatchTests
{
    private static readonly MockEngine s_engine = new(Mocks.Document("""
        openapi: 3.1.0
        info: { title: Pets, version: "1" }
        paths:
          /pets:
            get: { responses: { 200: { description: a, headers: { X-Total: { schema: { const: 2 } } }, content: { application/json: { example: [ Tom ] } } } } }
            post: { responses: { 201: { description: a } } }
          /options:
            options: { responses: { 204: { description: a, headers: { X-A: { schema: { type: string, example: declared } } } } } }
            put: { responses: { 204: { description: a } } }
          /head: { head: { responses: { 200: { description: a, headers: { Nonce: { schema: { type: string, example: abc } } } } } } }
        """));

    [Fact]
    public void An_unknown_path_is_not_found()
    {
        var answer = s_engine.Get("/dogs");

        Assert.Equal((404, "urn:gatewaykit:problem:no-operation", null), (answer.Response.Status, answer.Problem!.Type, answer.Operation));
        Assert.Equal(ApiProblem.ContentType, answer.Response.ContentType);
        Assert.Equal(404, answer.Json().GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("DELETE", "/pets", "GET, HEAD, OPTIONS, POST")]
    [InlineData("GET", "/head", "HEAD, OPTIONS")]
    [InlineData("DELETE", "/options", "OPTIONS, PUT")]
    public void A_method_that_is_not_declared_is_not_allowed(string method, string path, string allowed)
    {
        var answer = s_engine.Send(method, path);

        Assert.Equal((405, allowed), (answer.Response.Status, answer.Header("Allow")));
    }

    [Fact]
    public void OPTIONS_names_the_methods_of_the_path()
    {
        var answer = s_engine.Send("OPTIONS", "/pets");

        Assert.Equal((204, "GET, HEAD, OPTIONS, POST", null), (answer.Response.Status, answer.Header("Allow"), answer.Problem));
        Assert.Equal((204, "declared"),
            (s_engine.Send("OPTIONS", "/options").Response.Status, s_engine.Send("OPTIONS", "/options").Header("X-A")));
        Assert.Equal(404, s_engine.Send("OPTIONS", "/dogs").Response.Status);
    }

    [Fact]
    public void HEAD_is_answered_as_GET()
    {
        var (head, get) = (s_engine.Send("HEAD", "/pets"), s_engine.Send("GET", "/pets"));

        Assert.Equal((200, get.Text(), "application/json"), (head.Response.Status, head.Text(), head.Response.ContentType));
        Assert.Equal(get.Header("X-Total"), head.Header("X-Total"));
    }

    [Fact]
    public void HEAD_is_answered_where_it_is_declared()
    {
        Assert.Equal("abc", s_engine.Send("HEAD", "/head").Header("Nonce"));
    }

    [Fact]
    public void A_variable_that_is_empty_between_others_is_missing()
    {
        var engine = new MockEngine(Mocks.Document("""
            openapi: 3.0.3
            info: { title: Pets, version: "1" }
            paths:
              /pets/{id}/toys:
                get: { parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { 200: { description: a } } }
            """));

        var answer = engine.Get("/pets//toys");

        Assert.Equal((422, "required", "The parameter 'id' is required."),
            (answer.Response.Status, answer.Problem!.Violations[0].Code, answer.Problem.Violations[0].Message));
        Assert.Equal("""["path"]""", answer.Json().GetProperty("validation")[0].GetProperty("location").GetRawText());
    }
}
