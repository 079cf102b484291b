namespace GatewayKit.OpenApi.Mocking;

public sealed class ResponseViolationTests
{
    private const string Wrong = """
        responses:
          200:
            description: ok
            content:
              application/json:
                schema: { type: object, required: [id], properties: { name: { type: string } } }
                example: { name: 1 }
        """;

    [Fact]
    public void An_answer_that_violates_its_document_says_so()
    {
        var answer = new MockEngine(Mocks.Of(Wrong)).Get("/pets");

        Assert.Equal((200, "{\"name\":1}"), (answer.Response.Status, answer.Text()));
        Assert.Contains("\"response/body\";code=\"required\"", answer.Violations, StringComparison.Ordinal);
        Assert.Contains("\"response/body/name\";code=\"type\"", answer.Violations, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_a_problem_instead()
    {
        var answer = new MockEngine(Mocks.Of(Wrong), new MockEngineOptions { Errors = true }).Get("/pets");

        Assert.Equal((500, "Invalid response"), (answer.Response.Status, answer.Problem!.Title));
        Assert.Equal("""["response","body","name"]""", answer
            .Json()
            .GetProperty("validation")
            .EnumerateArray()
            .Single(v => v.GetProperty("code").GetString() == "type")
            .GetProperty("location")
            .GetRawText());
    }

    [Fact]
    public void More_than_ten_are_counted()
    {
        var example = $"[{string.Join(", ", Enumerable.Repeat("a", 14))}]";
        var engine = new MockEngine(Mocks.Of($"responses: {{ 200: {{ description: ok, content: {{ application/json: {{ schema: {{ type: "
            + $"array, items: {{ type: integer }} }}, example: {example} }} }} }} }}"));

        Assert.EndsWith("\"...\";count=4", engine.Get("/pets").Violations, StringComparison.Ordinal);
    }
}
