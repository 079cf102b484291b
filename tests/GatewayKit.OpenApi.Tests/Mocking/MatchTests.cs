namespace GatewayKit.OpenApi.Mocking;

public sealed class MatchTests
{
    private static readonly MockEngine s_engine = new(Mocks.Document("""
        openapi: 3.0.3
        info: { title: Pets, version: "1" }
        paths:
          /pets: { get: { responses: { 200: { description: a } } }, post: { responses: { 201: { description: a } } } }
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
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    public void A_method_that_is_not_declared_is_not_allowed(string method)
    {
        var answer = s_engine.Send(method, "/pets");

        Assert.Equal((405, "GET, POST"), (answer.Response.Status, answer.Header("Allow")));
    }

    [Fact]
    public void HEAD_is_answered_where_it_is_declared()
    {
        Assert.Equal("abc", s_engine.Send("HEAD", "/head").Header("Nonce"));
        Assert.Equal("HEAD", s_engine.Send("GET", "/head").Header("Allow"));
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

        Assert.Equal((422, "required", "The parameter 'id' is required."), (answer.Response.Status, answer.Problem!.Violations[0].Code, answer.Problem.Violations[0].Message));
        Assert.Equal("""["path"]""", answer.Json().GetProperty("validation")[0].GetProperty("location").GetRawText());
    }
}
