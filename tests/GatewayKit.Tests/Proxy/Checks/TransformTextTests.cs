namespace GatewayKit.Tests.Proxy.Checks;

public sealed class TransformTextTests(ReloadedGateway gateway) : IClassFixture<ReloadedGateway>
{
    [Theory]
    [InlineData("requestHeader: Content-Length, set: '5'",
        "requestHeader is 'Content-Length', which can't be set: the gateway determines it from the body.")]
    [InlineData("requestHeader: transfer-encoding, append: chunked",
        "requestHeader is 'transfer-encoding', which can't be set: the gateway determines it from the body.")]
    [InlineData("requestHeaderRouteValue: Content-Length, set: id",
        "requestHeaderRouteValue is 'Content-Length', which can't be set: the gateway determines it from the body.")]
    [InlineData("responseHeader: Transfer-Encoding, set: chunked",
        "responseHeader is 'Transfer-Encoding', which can't be set: the gateway determines it from the body.")]
    [InlineData("responseTrailer: Content-Length, set: '5'",
        "responseTrailer is 'Content-Length', which can't be set: the gateway determines it from the body.")]
    [InlineData("requestHeader: host, set: 'a b'", "set is 'a b', which isn't a valid Host.")]
    [InlineData("requestHeader: X-A, set: \"a\\nb\"", "set has a control character, which a header can't contain.")]
    [InlineData("httpMethodChange: GET, set: connect",
        "set is 'connect'; the gateway can't open a tunnel for a request with another method.")]
    [InlineData("httpMethodChange: GET, set: 'P T'", "set is 'P T', which isn't a valid method.")]
    [InlineData("httpMethodChange: 'G T', set: PUT", "httpMethodChange is 'G T', which isn't a valid method.")]
    [InlineData("x-forwarded: Set, headerPrefix: 'a b'", "headerPrefix is 'a b', which can't be the start of a header name.")]
    [InlineData("x-forwarded: Set, headerPrefix: ''", "headerPrefix is '', which can't be the start of a header name.")]
    [InlineData("clientCert: 'a b'", "clientCert is 'a b', which isn't a valid header name.")]
    [InlineData("requestHeadersAllowed: 'A;b c'", "requestHeadersAllowed is 'b c', which isn't a valid header name.")]
    [InlineData("responseHeadersAllowed: 'b c'", "responseHeadersAllowed is 'b c', which isn't a valid header name.")]
    [InlineData("responseTrailersAllowed: 'b c'", "responseTrailersAllowed is 'b c', which isn't a valid header name.")]
    [InlineData("responseHeaderRemove: 'b c'", "responseHeaderRemove is 'b c', which isn't a valid header name.")]
    public async Task A_text_that_no_message_can_have_is_refused_with_its_place(string transform, string error)
    {
        var errors = await LoadAsync(transform);

        Assert.Contains("test.yaml:3:", Assert.Single(errors), StringComparison.Ordinal);
        Assert.EndsWith($": routes.t: transforms.{error}", errors[0], StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("requestHeader: Host, set: 'api.example:8443'")]
    [InlineData("requestHeader: Host, set: ''")]
    [InlineData("requestHeaderRemove: Content-Length")]
    [InlineData("httpMethodChange: PUT, set: POST")]
    [InlineData("x-forwarded: Append, headerPrefix: X-Fwd-")]
    [InlineData("clientCert: X-Client-Cert")]
    [InlineData("requestHeadersAllowed: 'A;B'")]
    [InlineData("responseTrailersAllowed: ''")]
    public async Task A_text_that_a_message_can_have_is_taken(string transform) => Assert.Empty(await LoadAsync(transform));

    private Task<IReadOnlyList<string>> LoadAsync(string transform)
        => gateway.LoadAsync($"t: {{ clusterId: up, match: {{ path: '/t/{{id}}' }}, transforms: [ {{ {transform} }} ] }}");
}
