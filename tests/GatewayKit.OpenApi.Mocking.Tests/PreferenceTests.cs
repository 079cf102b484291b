namespace GatewayKit.OpenApi.Mocking;

public sealed class PreferenceTests
{
    private const string Animals = """
        responses:
          200:
            description: ok
            content:
              application/json:
                schema: { type: string }
                examples: { cat: { value: Tom }, "big dog": { value: Rex } }
          404: { description: gone }
        """;

    private static readonly MockEngine s_engine = new(Mocks.Of(Animals));

    [Theory]
    [InlineData("example=cat", "\"Tom\"", "example=cat")]
    [InlineData("example=\"big dog\"", "\"Rex\"", "example=\"big dog\"")]
    [InlineData("EXAMPLE = cat ; a=b", "\"Tom\"", "example=cat")]
    [InlineData("respond-async, example=cat, example=x, code=200", "\"Tom\"", "code=200, example=cat")]
    [InlineData("return=\"a,b\\\"\",example=\"big \\dog\"", "\"Rex\"", "example=\"big dog\"")]
    public void The_field_is_read_as_RFC_7240_has_it(string prefer, string body, string applied)
    {
        var answer = s_engine.Get("/pets", ("Prefer", prefer));

        Assert.Equal((200, body, applied), (answer.Response.Status, answer.Text(), answer.PreferenceApplied));
    }

    [Fact]
    public void Several_fields_are_one()
        => Assert.Equal("code=200, example=cat",
            s_engine.Get("/pets", ("prefer", "code=200"), ("PREFER", "example=cat")).PreferenceApplied);

    [Theory]
    [InlineData("code=abc")]
    [InlineData("code=2000")]
    [InlineData("code=\"404")]
    [InlineData("code")]
    [InlineData("=404")]
    [InlineData("dynamic=perhaps")]
    [InlineData("wait=-1")]
    [InlineData("wait=99999999999999")]
    [InlineData(",,;")]
    public void What_makes_no_sense_is_passed_over(string prefer)
    {
        var answer = s_engine.Get("/pets", ("Prefer", prefer));

        Assert.Equal((200, "\"Tom\"", null, TimeSpan.Zero),
            (answer.Response.Status, answer.Text(), answer.PreferenceApplied, answer.Delay));
    }

    [Fact]
    public void The_field_goes_before_the_query_which_is_not_echoed()
    {
        var answer = s_engine.Get("/pets?__code=404&__example=cat", ("Prefer", "code=200"));

        Assert.Equal(("\"Tom\"", "code=200"), (answer.Text(), answer.PreferenceApplied));
    }

    [Fact]
    public void Preferences_in_the_query_are_no_parameters()
        => Assert.Equal(200, new MockEngine(Mocks.Of("""
            parameters: [ { name: filter, in: query, style: deepObject, explode: true, schema: { type: object, additionalProperties: false } } ]
            responses: { 200: { description: a } }
            """)).Get("/pets?__code=200&__dynamic=false&x=1").Response.Status);

    [Fact]
    public void A_parameter_of_the_operation_is_no_preference()
        => Assert.Equal(200, new MockEngine(Mocks.Of("""
            parameters: [ { name: __code, in: query, schema: { type: integer } } ]
            responses: { 200: { description: a }, 404: { description: b } }
            """)).Get("/pets?__code=404").Response.Status);

    [Theory]
    [InlineData("/pets?__example=dog")]
    [InlineData("/pets?__example=")]
    public void An_example_that_is_not_there_is_not_found_unless_none_is_named(string target)
    {
        var answer = s_engine.Get(target);

        Assert.Equal(target.EndsWith('=') ? 200 : 404, answer.Response.Status);
        if (answer.Problem is not null)
            Assert.Contains("its examples are 'cat', 'big dog'", answer.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_is_bounded()
    {
        Assert.Equal((TimeSpan.FromSeconds(2), "wait=2"), Delay(s_engine.Get("/pets", ("Prefer", "wait=2"))));
        Assert.Equal((TimeSpan.FromSeconds(20), "wait=86400"), Delay(s_engine.Get("/pets", ("Prefer", "wait=86400"))));

        static (TimeSpan, string?) Delay(MockAnswer answer) => (answer.Delay, answer.PreferenceApplied);
    }

    [Fact]
    public void The_client_can_ask_for_made_values_and_for_examples()
    {
        var dynamic = new MockEngine(Mocks.Of(Animals), new MockEngineOptions { Dynamic = true, Seed = 1 });

        Assert.Equal(("\"Tom\"", "dynamic=false"),
            (dynamic.Get("/pets", ("Prefer", "dynamic=false")).Text(),
                dynamic.Get("/pets", ("Prefer", "dynamic=false")).PreferenceApplied));
        Assert.NotEqual("\"Tom\"", s_engine.Get("/pets", ("Prefer", "dynamic=true")).Text());
    }
}
