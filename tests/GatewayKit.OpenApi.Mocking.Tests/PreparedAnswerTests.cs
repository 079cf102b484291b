namespace GatewayKit.OpenApi.Mocking;

public sealed class PreparedAnswerTests
{
    private static readonly OpenApiDocument s_document = Mocks.Of("""
        responses:
          200:
            description: ok
            content:
              application/json: { schema: { type: object, required: [id], properties: { id: { type: string, format: uuid } } } }
              image/*: { schema: { type: string } }
        """);

    [Fact]
    public void An_answer_that_does_not_vary_is_made_once()
    {
        var engine = new MockEngine(s_document);

        var (first, second) = (engine.Get("/pets"), engine.Get("/pets", ("X-Other", "1")));

        Assert.True(first.IsPrepared);
        Assert.Same(first.Response, second.Response);
    }

    [Fact]
    public void A_dynamic_answer_is_made_for_each_request()
    {
        var engine = new MockEngine(s_document, new MockEngineOptions { Dynamic = true });

        var (first, second) = (engine.Get("/pets"), engine.Get("/pets"));

        Assert.False(first.IsPrepared);
        Assert.NotSame(first.Response, second.Response);
    }

    [Fact]
    public void The_same_seed_gives_the_same_answers_in_the_same_order()
    {
        var options = new MockEngineOptions { Dynamic = true, Seed = 7 };
        var (one, other) = (new MockEngine(s_document, options), new MockEngine(s_document, options));

        Assert.Equal([one.Get("/pets").Text(), one.Get("/pets").Text()], [other.Get("/pets").Text(), other.Get("/pets").Text()]);
    }

    [Fact]
    public void What_clients_write_does_not_fill_the_memory()
    {
        var engine = new MockEngine(s_document);

        for (var i = 0; i < 1000; i++)
            Assert.Equal(200, engine.Get("/pets", ("Accept", $"image/x{i}")).Response.Status);

        Assert.False(engine.Get("/pets", ("Accept", "image/last")).IsPrepared);
    }
}
