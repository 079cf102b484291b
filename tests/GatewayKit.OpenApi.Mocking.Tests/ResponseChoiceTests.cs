namespace GatewayKit.OpenApi.Mocking;

public sealed class ResponseChoiceTests
{
    [Theory]
    [InlineData("{ 201: { description: a }, 200: { description: b }, default: { description: c } }", 200)]
    [InlineData("{ 404: { description: a }, 2XX: { description: b }, 204: { description: c } }", 204)]
    [InlineData("{ 404: { description: a }, 2XX: { description: b }, default: { description: c } }", 200)]
    [InlineData("{ 404: { description: a }, default: { description: c } }", 200)]
    [InlineData("{ 404: { description: a }, 409: { description: c } }", 404)]
    [InlineData("{ 5XX: { description: a } }", 500)]
    [InlineData("{ 101: { description: a }, 302: { description: b } }", 302)]
    public void The_lowest_success_is_answered_else_default_else_the_first(string responses, int status)
        => Assert.Equal(status, new MockEngine(Mocks.Of($"responses: {responses}")).Get("/pets").Response.Status);

    [Theory]
    [InlineData("{ 404: { description: a }, 4XX: { description: b }, default: { description: c } }", 404)]
    [InlineData("{ 4XX: { description: b }, default: { description: c } }", 404)]
    [InlineData("{ default: { description: c } }", 404)]
    public void The_client_can_ask_for_a_code_that_is_declared_one_way_or_another(string responses, int code)
    {
        var engine = new MockEngine(Mocks.Of($"responses: {responses}"));

        var asked = engine.Get("/pets", ("Prefer", $"code={code}"));

        Assert.Equal((code, $"code={code}", null), (asked.Response.Status, asked.PreferenceApplied, asked.Problem));
        Assert.Equal(code, engine.Get($"/pets?__code={code}").Response.Status);
    }

    [Theory]
    [InlineData("code=404")]
    [InlineData("code=101")]
    public void A_code_that_is_not_declared_is_not_found(string prefer)
    {
        var answer = new MockEngine(Mocks.Of("responses: { 200: { description: a }, 101: { description: b } }")).Get(
            "/pets", ("Prefer", prefer));

        Assert.Equal((404, "Unknown response", null), (answer.Response.Status, answer.Problem!.Title, answer.PreferenceApplied));
    }

    [Fact]
    public void Nothing_declared_is_a_problem()
        => Assert.Equal((500, "No response declared"),
            Problem(new MockEngine(Mocks.Of("responses: { 101: { description: a } }")).Get("/pets")));

    [Fact]
    public void The_configuration_can_choose_and_the_client_chooses_last()
    {
        var document = Mocks.Of("responses: { 200: { description: a }, 409: { description: b }, 410: { description: c } }");
        var engine = new MockEngine(document,
            new MockEngineOptions { Operations = new Dictionary<string, MockOperationOptions> { ["getPets"] = new() { Status = 409 } } });

        Assert.Equal(409, engine.Get("/pets").Response.Status);
        Assert.Equal(410, engine.Get("/pets", ("Prefer", "code=410")).Response.Status);
    }

    private static (int, string) Problem(MockAnswer answer) => (answer.Problem!.Status, answer.Problem.Title);
}
