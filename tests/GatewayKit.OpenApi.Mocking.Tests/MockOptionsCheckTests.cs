namespace GatewayKit.OpenApi.Mocking;

public sealed class MockOptionsCheckTests
{
    private static readonly OpenApiDocument s_document = Mocks.Of("""
        responses:
          200: { description: ok, content: { application/json: { examples: { cat: { value: 1 }, dog: { value: 2 } } } } }
          404: { description: gone }
        """);

    [Theory]
    [InlineData("getPet", null, null, "operations.getPet isn't an operation of the document; did you mean 'getPets'?")]
    [InlineData("dropDatabase", null, null, "operations.dropDatabase isn't an operation of the document; must be one of getPets")]
    [InlineData("getPets", 409, null, "operations.getPets.status is 409; the operation declares 200, 404")]
    [InlineData("getPets", null, "cta", "operations.getPets.example is 'cta'; must be one of cat, dog")]
    [InlineData("getPets", null, "cats", "operations.getPets.example is 'cats'; did you mean 'cat'?")]
    [InlineData("getPets", 404, "cat", "operations.getPets.example is 'cat'; the response 404 doesn't have named examples")]
    public void What_can_never_have_an_effect_is_named(string key, int? status, string? example, string error)
        => Assert.Equal([error], Errors(
            new() { Operations = new Dictionary<string, MockOperationOptions> { [key] = new() { Status = status, Example = example } } }));

    [Fact]
    public void What_is_out_of_its_range_is_named_and_refused()
    {
        var options = new MockEngineOptions { ErrorRate = 1.5, Delay = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)) };

        Assert.Equal(["errorRate is 1.5; it must be between 0 and 1", "delay has a minimum that is negative or greater than its maximum"],
            Errors(options));
        Assert.Throws<ArgumentException>(() => new MockEngine(s_document, options));
    }

    [Fact]
    public void What_the_document_has_is_no_mistake()
        => Assert.Empty(Errors(
            new() { Operations = new Dictionary<string, MockOperationOptions> { ["getPets"] = new() { Status = 200, Example = "dog" } } }));

    private static IEnumerable<string> Errors(MockEngineOptions options)
        => options.Check(s_document).Select(m => $"{m.Option} {m.Message}");
}
