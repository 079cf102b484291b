namespace GatewayKit.OpenApi.Mocking;

public sealed class NegotiationTests
{
    private const string Two = """
        responses:
          200:
            description: ok
            content:
              text/plain: { example: hello }
              application/json: { example: { a: 1 } }
        """;

    [Theory]
    [InlineData("application/json", "application/json", "{\"a\":1}")]
    [InlineData("*/*", "text/plain", "hello")]
    [InlineData("text/plain;q=0.5, application/json", "application/json", "{\"a\":1}")]
    public void The_client_gets_what_it_wants_most(string accept, string contentType, string body)
    {
        var answer = new MockEngine(Mocks.Of(Two)).Get("/pets", ("Accept", accept));

        Assert.Equal((contentType, body), (answer.Response.ContentType, answer.Text()));
    }

    [Fact]
    public void What_is_not_there_is_not_acceptable()
    {
        var answer = new MockEngine(Mocks.Of(Two)).Get("/pets", ("Accept", "image/png"));

        Assert.Equal((406, "The response is available as text/plain, application/json."), (answer.Response.Status, answer.Problem!.Detail));
    }

    [Theory]
    [InlineData("responses: { 204: { description: a, content: { application/json: { example: 1 } } } }")]
    [InlineData("responses: { 200: { description: a } }")]
    public void Where_there_is_no_body_nothing_is_negotiated(string responses)
    {
        var answer = new MockEngine(Mocks.Of(responses)).Get("/pets", ("Accept", "image/png"));

        Assert.Equal((null, null, ""), (answer.Problem, answer.Response.ContentType, answer.Text()));
    }

    [Fact]
    public void An_object_is_no_text()
        => Assert.Equal("Not representable as text",
            new MockEngine(Mocks.Of("responses: { 200: { description: a, content: { text/plain: { example: { a: 1 } } } } }")).Get(
                "/pets").Problem!.Title);
}
