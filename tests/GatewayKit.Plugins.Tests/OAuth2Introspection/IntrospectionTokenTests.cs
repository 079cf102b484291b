using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;

namespace GatewayKit.Plugins.Tests.OAuth2Introspection;

/// <summary>Which tokens are accepted, and what the upstream learns.</summary>
public sealed class IntrospectionTokenTests
{
    [Fact]
    public async Task An_active_token_names_the_caller_and_stays_in_the_gateway()
    {
        await using var host = await IntrospectionHost.StartAsync("groupsClaim: roles, claimsToHeaders: { client_id: X-Client }");
        host.Server.Tokens["good"] = "\"sub\":\"alice\",\"client_id\":\"shop\",\"roles\":[\"gold\",\"beta\"]";

        var answer = await host.Gateway.GetAsync("/", ("Authorization", "bearer good"), ("X-Client", "mine"), ("X_Client", "mine"));

        Assert.Equal(200, answer.Status);
        var seen = host.Gateway.Upstream.Request;
        Assert.Equal(
            ("alice", "gold,beta", "shop"), (seen.Header("X-Consumer-Name"), seen.Header("X-Consumer-Groups"), seen.Header("X-Client")));
        Assert.Null(seen.Header("Authorization"));
        Assert.Null(seen.Header("X_Client"));
        Assert.Equal(["token=good"], host.Server.Forms);
        Assert.Equal("Basic " + Convert.ToBase64String("gate+way:s%2Bcret"u8), host.Server.Authorizations.Single());
    }

    [Theory]
    [InlineData("clientAuthentication: post, tokenTypeHint: access_token", null,
        "token=good&token_type_hint=access_token&client_id=gate+way&client_secret=s%2Bcret")]
    [InlineData("token: gateway-token", "Bearer gateway-token", "token=good")]
    public async Task The_gateway_authenticates_as_configured(string options, string? authorization, string form)
    {
        await using var host = await IntrospectionHost.StartAsync(options);

        Assert.Equal(200, await host.StatusAsync("good"));

        Assert.Equal([form], host.Server.Forms);
        Assert.Equal([authorization], host.Server.Authorizations);
    }

    [Fact]
    public async Task A_request_without_a_token_or_with_two_never_reaches_the_server()
    {
        await using var host = await IntrospectionHost.StartAsync("locations: ['header:Authorization', 'query:token']");

        var missing = await host.Gateway.GetAsync("/");
        var several = await host.Gateway.GetAsync("/?token=good", ("Authorization", "Bearer good"));
        var other = await host.Gateway.GetAsync("/", ("Authorization", "Basic Z29vZA=="));

        Assert.Equal((401, "Bearer realm=\"gateway\""), (missing.Status, missing.Header("WWW-Authenticate")));
        Assert.Equal(401, several.Status);
        Assert.Contains("error=\"invalid_request\"", several.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Equal(401, other.Status);
        Assert.Empty(host.Server.Forms);
        Assert.Empty(host.Gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("a=b")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("a\"b")]
    [InlineData("g\u00f6od")]
    [InlineData("good\t")]
    [InlineData("good&token=other")]
    public async Task A_text_that_isn_t_a_token_never_reaches_the_server(string token)
    {
        await using var host = await IntrospectionHost.StartAsync("locations: ['query:token']");

        var answer = await host.Gateway.GetAsync("/?token=" + Uri.EscapeDataString(token));

        Assert.Equal(401, answer.Status);
        Assert.Contains("error=\"invalid_", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Empty(host.Server.Forms);
        Assert.Empty(host.Gateway.Upstream.Requests);
    }

    [Fact]
    public async Task A_token_that_is_too_long_never_reaches_the_server()
    {
        await using var host = await IntrospectionHost.StartAsync("locations: ['header:X-Token']");

        Assert.Equal(401, (await host.Gateway.GetAsync("/", ("X-Token", new string('t', (16 * 1024) + 1)))).Status);

        Assert.Empty(host.Server.Forms);
    }

    [Fact]
    public async Task A_token_that_isn_t_active_is_a_401_with_invalid_token()
    {
        await using var host = await IntrospectionHost.StartAsync();

        var answer = await host.GetAsync("revoked");

        Assert.Equal(401, answer.Status);
        Assert.Equal(
            "Bearer realm=\"gateway\", error=\"invalid_token\", error_description=\"The token has expired, was revoked or isn't known.\"",
            answer.Header("WWW-Authenticate"));
        Assert.Empty(host.Gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("issuers: [a], audiences: [orders]", "\"iss\":\"a\",\"aud\":[\"x\",\"orders\"]", 200)]
    [InlineData("issuers: [a]", "\"iss\":\"A\"", 401)]
    [InlineData("issuers: [a]", "\"iss\":[\"a\"]", 401)]
    [InlineData("issuers: [a]", "", 401)]
    [InlineData("audiences: [orders]", "\"aud\":\"orders2\"", 401)]
    [InlineData("audiences: [orders]", "\"aud\":{\"orders\":1}", 401)]
    [InlineData("audiences: [orders]", "", 401)]
    [InlineData("requiredScopes: [read, write]", "\"scope\":\"write x read\"", 200)]
    [InlineData("requiredScopes: [read]", "\"scope\":\"reader\"", 403)]
    [InlineData("requiredScopes: [read]", "", 403)]
    [InlineData("requiredClaims: { client_id: [shop] }", "\"client_id\":\"shop\"", 200)]
    [InlineData("requiredClaims: { client_id: [shop] }", "\"client_id\":\"other\"", 403)]
    [InlineData("", "\"token_type\":\"Bearer\"", 200)]
    [InlineData("", "\"token_type\":\"refresh_token\"", 401)]
    [InlineData("", "\"token_use\":\"refresh_token\"", 401)]
    [InlineData("", "\"typ\":\"Refresh\"", 401)]
    [InlineData("", "\"exp\":1767225571", 200)]
    [InlineData("", "\"exp\":1767225570", 401)]
    [InlineData("", "\"exp\":null,\"nbf\":null,\"iat\":null", 200)]
    [InlineData("", "\"nbf\":1767225630", 200)]
    [InlineData("", "\"nbf\":1767225631", 401)]
    [InlineData("clockSkew: 0s", "\"exp\":1767225600", 401)]
    [InlineData("requireBinding: true", "", 401)]
    [InlineData("", "\"cnf\":{\"jkt\":\"0123456789012345678901234567890123456789012\"}", 401)]
    [InlineData("", "\"cnf\":{\"kid\":\"a\"}", 401)]
    [InlineData("", "\"cnf\":\"a\"", 401)]
    public async Task The_answer_must_satisfy_the_rules(string options, string members, int status)
    {
        await using var host = await IntrospectionHost.StartAsync(options);
        host.Server.Tokens["good"] = "\"sub\":\"alice\"" + (members.Length > 0 ? "," + members : "");

        var answer = await host.GetAsync("good");

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? 1 : 0, host.Gateway.Upstream.Requests.Count);
        if (status == 403)
            Assert.Contains("error=\"insufficient_scope\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        if (status == 401)
            Assert.Contains("error=\"invalid_token\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "\"sub\":\"bob\"", 403)]
    [InlineData("matchConsumers: true", "\"sub\":\"bob\"", 200)]
    [InlineData("consumerPrefix: 'idp:'", "\"sub\":\"bob\"", 200)]
    [InlineData("", "\"sub\":\"\"", 401)]
    [InlineData("", "\"sub\":\" a\"", 401)]
    [InlineData("", "\"sub\":\"a\\r\\nX-Admin: 1\"", 401)]
    [InlineData("", "\"sub\":{}", 401)]
    [InlineData("", "\"username\":\"carol\"", 401)]
    [InlineData("consumerClaim: username", "\"username\":\"carol\"", 200)]
    public async Task A_token_can_t_take_the_name_of_a_consumer(string options, string members, int status)
    {
        await using var host = await IntrospectionHost.StartAsync(options, "consumers: { bob: {} }");
        host.Server.Tokens["good"] = members;

        Assert.Equal(status, await host.StatusAsync("good"));

        Assert.Equal(status == 200 ? 1 : 0, host.Gateway.Upstream.Requests.Count);
    }

    [Fact]
    public async Task A_bound_token_needs_the_certificate_of_the_connection()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=mine", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        X509Certificate2? presented = null;
        await using var host = await IntrospectionHost.StartAsync("requireBinding: true", setUp: setup => setup.WithApp(app => app.Use(
            (http, next) =>
            {
                http.Connection.ClientCertificate = presented;
                return next(http);
            })));
        var thumbprint = Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(SHA256.HashData(certificate.RawData));
        host.Server.Tokens["good"] = $"\"sub\":\"alice\",\"cnf\":{{\"x5t#S256\":\"{thumbprint}\"}}";

        Assert.Equal(401, await host.StatusAsync("good"));
        presented = certificate;
        Assert.Equal(200, await host.StatusAsync("good"));
        Assert.Single(host.Server.Forms);
    }
}
