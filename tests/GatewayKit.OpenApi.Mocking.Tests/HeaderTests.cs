namespace GatewayKit.OpenApi.Mocking;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("schema: { type: string, example: abc }", "abc")]
    [InlineData("schema: { type: integer }", "0")]
    [InlineData("example: xyz, schema: { type: string }", "xyz")]
    [InlineData("schema: { type: array, items: { type: string }, example: [a, b] }", "a,b")]
    [InlineData("schema: { type: object, example: { a: 1, b: 2 } }", "a,1,b,2")]
    [InlineData("explode: true, schema: { type: object, example: { a: 1, b: 2 } }", "a=1,b=2")]
    [InlineData("content: { application/json: { example: { a: 1 } } }", "{\"a\":1}")]
    [InlineData("schema: { type: string, example: \"ä\\r\\nX: y\" }", "%C3%A4%0D%0AX: y")]
    [InlineData("schema: { type: string, example: '' }", null)]
    [InlineData("schema: { nullable: true, type: string, example: null }", null)]
    public void Declared_headers_are_sent(string header, string? value)
        => Assert.Equal(value, Engine($"X-A: {{ {header} }}").Get("/pets").Header("X-A"));

    [Theory]
    [InlineData("Content-Length")]
    [InlineData("Transfer-Encoding")]
    [InlineData("content-encoding")]
    [InlineData("'X A'")]
    public void What_would_break_the_message_is_not(string name)
        => Assert.Empty(Engine($"{name}: {{ schema: {{ type: string, example: a }} }}").Get("/pets").Response.Headers);

    private static MockEngine Engine(string headers)
        => new(Mocks.Of($"responses: {{ 200: {{ description: a, headers: {{ {headers} }} }} }}"));
}
