using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking;

public sealed class ValidationTests
{
    [Fact]
    public void Every_violation_is_told_with_its_place()
    {
        var answer = Engine("").Send("POST", "/pets?limit=many", """{"name":"","tags":[1]}""", ("Content-Type", "application/json"));

        Assert.Equal(422, answer.Response.Status);
        Assert.Equal(
            [
                """["body","name"] Error minLength""",
                """["body","tags","0"] Error type""",
                """["body"] Error required""",
                """["query","limit"] Error type""",
            ],
            answer.Json().GetProperty("validation").EnumerateArray().Select(Describe).Order(StringComparer.Ordinal));
        Assert.Contains("\"request/body/tags/0\";code=\"type\"", answer.Violations, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("400: { description: a }", 400)]
    [InlineData("400: { description: a }, 422: { description: b }", 422)]
    [InlineData("default: { description: a }", 422)]
    [InlineData("4XX: { description: a }", 422)]
    public void A_declared_response_takes_the_problems_place(string responses, int status)
    {
        var answer = Engine(responses).Send("POST", "/pets", "{}", ("Content-Type", "application/json"));

        Assert.Equal((status, null), (answer.Response.Status, answer.Problem));
        Assert.Contains("\"request/body\";code=\"required\"", answer.Violations, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code=422, example=b", "B")]
    [InlineData("code=200, example=b", "A")]
    [InlineData("", "A")]
    public void The_client_chooses_among_the_examples_of_a_refusal_only_if_it_has_asked_for_it(string prefer, string body)
    {
        var engine = Engine("422: { description: a, content: { text/plain: { examples: { a: { value: A }, b: { value: B } } } } }");

        Assert.Equal(body, engine.Send("POST", "/pets", "{}", ("Content-Type", "application/json"), ("Prefer", prefer)).Text());
    }

    [Fact]
    public void A_refusal_comes_in_another_media_type_rather_than_not_at_all()
        => Assert.Equal((422, "text/plain"), Of(Engine("422: { description: a, content: { text/plain: { example: no } } }")
            .Send("POST", "/pets", "{}", ("Content-Type", "application/json"), ("Accept", "image/png"))));

    [Fact]
    public void A_media_type_that_is_not_declared_is_unsupported()
    {
        var answer = Engine("").Send("POST", "/pets", "a", ("Content-Type", "text/csv"));

        Assert.Equal((415, "The operation accepts application/json."), (answer.Response.Status, answer.Problem!.Detail));
    }

    [Fact]
    public void What_is_deprecated_is_mentioned_and_no_more()
    {
        var answer = new MockEngine(Mocks.Of("""
            parameters: [ { name: old, in: query, deprecated: true, schema: { type: string } } ]
            responses: { 200: { description: a } }
            """), new MockEngineOptions { Errors = true });

        Assert.Equal((200, "\"request/query/old\";code=\"deprecated\";severity=\"warning\""), Seen(answer.Get("/pets?old=1")));
        Assert.Equal((200, null), Seen(answer.Get("/pets")));

        static (int, string?) Seen(MockAnswer answer) => (answer.Response.Status, answer.Violations);
    }

    [Fact]
    public void Requests_are_not_validated_if_nobody_wants_it_or_the_body_is_not_at_hand()
    {
        Assert.Equal(200, Engine("", new MockEngineOptions { ValidateRequests = false }).Send("POST", "/pets").Response.Status);
        var engine = Engine("");
        var request = new ApiRequest { Method = "POST", Path = "/pets" };
        Assert.Equal(200, engine.Answer(request, engine.Match("POST", "/pets"), new MockContext { LacksBody = true }).Response.Status);
    }

    private static (int, string?) Of(MockAnswer answer) => (answer.Response.Status, answer.Response.ContentType);

    private static string Describe(JsonElement violation)
        => $"{violation.GetProperty("location").GetRawText()} {violation.GetProperty("severity").GetString()} "
            + $"{violation.GetProperty("code").GetString()}";

    private static MockEngine Engine(string responses, MockEngineOptions? options = null) => new(Mocks.Document($$"""
        openapi: 3.1.0
        info: { title: Pets, version: "1" }
        paths:
          /pets:
            post:
              parameters: [ { name: limit, in: query, schema: { type: integer } } ]
              requestBody:
                required: true
                content:
                  application/json:
                    schema: { type: object, required: [id], properties: { name: { type: string, minLength: 1 }, tags: { type: array, items: { type: string } } } }
              responses: { 200: { description: ok }{{(responses.Length == 0 ? "" : ", " + responses)}} }
        """), options);
}
