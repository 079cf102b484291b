using GatewayKit.Cli.Logging;

namespace GatewayKit.Cli.Tests.Logging;

public sealed class QueryRedactionTests
{
    [Theory]
    [InlineData("GET https://a.example/b?key=secret&x=1 done", "GET https://a.example/b?* done")]
    [InlineData("target '/orders/7?api_key=secret'.", "target '/orders/7?*'.")]
    [InlineData("""{"url":"http://a/b?k=secret","more":1}""", """{"url":"http://a/b?*","more":1}""")]
    [InlineData("http://a?key=secret", "http://a?*")]
    public void The_query_of_a_URL_is_not_written(string text, string expected) => Assert.Equal(expected, QueryRedaction.Redact(text));

    [Theory]
    [InlineData("no plugin is named 'jvt'. Did you mean 'jwt'? Loaded: cors.")]
    [InlineData("routes.a: path /orders/{id?} and /orders/{id?}/{more?}")]
    [InlineData("Is it /orders? It is.")]
    public void Other_text_stays(string text) => Assert.Equal(text, QueryRedaction.Redact(text));
}
