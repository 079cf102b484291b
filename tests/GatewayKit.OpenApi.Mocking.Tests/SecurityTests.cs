namespace GatewayKit.OpenApi.Mocking;

public sealed class SecurityTests
{
    private const string Schemes = """
        { securitySchemes: {
          header: { type: apiKey, in: header, name: X-Key }, query: { type: apiKey, in: query, name: "a key" }, cookie: { type: apiKey, in: cookie, name: SID },
          basic: { type: http, scheme: Basic }, bearer: { type: http, scheme: bearer }, digest: { type: http, scheme: digest }, hoba: { type: http, scheme: HOBA },
          oauth2: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, scopes: {} } } }, oidc: { type: openIdConnect, openIdConnectUrl: https://example.com },
          tls: { type: mutualTLS } } }
        """;

    [Theory]
    [InlineData("header", "X-Key", "1", "Key realm=\"*\"")]
    [InlineData("cookie", "Cookie", "a=b; SID=1", "Key realm=\"*\"")]
    [InlineData("basic", "Authorization", "basic dGVzdDp0ZXN0OnQ=", "Basic realm=\"*\"")]
    [InlineData("bearer", "Authorization", "Bearer x", "Bearer")]
    [InlineData("digest", "Authorization", "Digest username=\"\", realm=\"\", nonce=\"\", uri=\"\", response=\"\"",
        "Digest realm=\"*\", nonce=\"abc123\"")]
    [InlineData("hoba", "Authorization", "hoba x", "hoba")]
    [InlineData("oauth2", "Authorization", "Bearer x", "Bearer")]
    [InlineData("oidc", "Authorization", "Bearer x", "Bearer")]
    public void Well_formed_credentials_are_enough_and_their_lack_is_challenged(
        string scheme, string header, string value, string challenge)
    {
        var engine = Engine($"[ {{ {scheme}: [] }} ]");

        Assert.Equal(200, engine.Get("/pets", (header, value)).Response.Status);
        var refused = engine.Get("/pets");
        Assert.Equal((401, "Unauthorized", challenge, "\"request\";code=\"security\""),
            (refused.Response.Status, refused.Problem!.Title, refused.Header("WWW-Authenticate"), refused.Violations));
    }

    [Theory]
    [InlineData("basic", "Basic abc123")]
    [InlineData("basic", "Basic dGVzdA==")]
    [InlineData("basic", "Bearer dGVzdDp0ZXN0")]
    [InlineData("basic", "Basic")]
    [InlineData("bearer", "Bearer")]
    [InlineData("bearer", "Bearer ")]
    [InlineData("bearer", "Bearerx y")]
    [InlineData("digest", "Digest abc123")]
    public void Malformed_credentials_are_none(string scheme, string value)
        => Assert.Equal(401, Engine($"[ {{ {scheme}: [] }} ]").Get("/pets", ("Authorization", value)).Response.Status);

    [Fact]
    public void A_key_in_the_query_is_found_decoded()
    {
        var engine = Engine("[ { query: [] } ]");

        Assert.Equal(200, engine.Get("/pets?a%20key=1").Response.Status);
        Assert.Equal(401, engine.Get("/pets?a%20key=").Response.Status);
    }

    [Fact]
    public void All_schemes_of_one_requirement_are_needed_or_of_another()
    {
        var engine = Engine("[ { header: [], bearer: [] }, { basic: [] } ]");

        Assert.Equal(200, engine.Get("/pets", ("X-Key", "1"), ("Authorization", "Bearer x")).Response.Status);
        Assert.Equal(200, engine.Get("/pets", ("Authorization", "Basic dGVzdDp0ZXN0")).Response.Status);
        var refused = engine.Get("/pets", ("X-Key", "1"));
        Assert.Equal(["Key realm=\"*\"", "Bearer", "Basic realm=\"*\""], refused.Response.Headers.Select(h => h.Value));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[ { basic: [] }, {} ]")]
    [InlineData("[ { tls: [] } ]")]
    public void No_credentials_are_needed_where_they_are_optional_or_not_seen(string security)
        => Assert.Equal(200, Engine(security).Get("/pets").Response.Status);

    [Fact]
    public void A_caller_who_is_known_needs_no_credentials()
    {
        var engine = Engine("[ { basic: [] } ]");
        var request = new ApiRequest { Method = "GET", Path = "/pets" };

        Assert.Equal(200, engine.Answer(request, engine.Match("GET", "/pets"), new MockContext { Caller = "alice" }).Response.Status);
    }

    [Fact]
    public void A_declared_401_is_answered_with_the_challenge()
    {
        var answer = Engine("[ { basic: [] } ]",
            "{ 200: { description: a }, 401: { description: b, content: { text/plain: { example: no } } } }").Get("/pets");

        Assert.Equal((401, "no", "Basic realm=\"*\"", null),
            (answer.Response.Status, answer.Text(), answer.Header("WWW-Authenticate"), answer.Problem));
    }

    [Fact]
    public void Credentials_come_before_validity()
        => Assert.Equal(401, new MockEngine(Mocks.Of("""
            security: [ { basic: [] } ]
            parameters: [ { name: a, in: query, required: true, schema: { type: string } } ]
            responses: { 200: { description: a } }
            """, Schemes)).Get("/pets").Response.Status);

    private static MockEngine Engine(string security, string responses = "{ 200: { description: a } }")
        => new(Mocks.Of($"security: {security}\nresponses: {responses}", Schemes, "3.1.0"));
}
