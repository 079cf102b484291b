using GatewayKit.Plugins.SecurityHeaders;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.SecurityHeaders;

public sealed class SecurityHeadersTests(SecurityHeadersTests.Fixture fixture) : IClassFixture<SecurityHeadersTests.Fixture>
{
    private static readonly (string Name, string Value)[] s_api =
    [
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"), ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    [Theory]
    [InlineData("/plain", "alice-key", 200)]
    [InlineData("/plain", "wrong", 401)]
    [InlineData("/plain", "guest-key", 403)]
    [InlineData("/lost", "alice-key", 502)]
    [InlineData("/answer", "", 418)]
    [InlineData("/no/such/route", "", 404)]
    public async Task Every_response_has_the_headers(string path, string key, int status)
    {
        var (answer, _) = await fixture.GetAsync(path, ("X-Api-Key", key));

        Assert.Equal(status, answer.Status);
        Assert.All(s_api, header => Assert.Equal(header.Value, answer.Header(header.Name)));
        Assert.Contains("camera=()", answer.Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.Null(answer.Header("Cross-Origin-Opener-Policy"));
        Assert.Null(answer.Header("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_method_that_no_route_matches_has_the_headers_too()
        => Assert.Equal((405, "nosniff"), Of(await fixture.Host.SendAsync(HttpMethod.Put, "/get-only"), "X-Content-Type-Options"));

    [Fact]
    public async Task A_preflight_has_the_headers_too()
    {
        var answer = await fixture.Host.SendAsync(
            HttpMethod.Options, "/cors", ("Origin", "https://a.example"), ("Access-Control-Request-Method", "GET"));

        Assert.Equal((204, "nosniff"), Of(answer, "X-Content-Type-Options"));
    }

    [Theory]
    [InlineData("https", "max-age=31536000; includeSubDomains")]
    [InlineData("http", null)]
    public async Task Strict_transport_security_needs_HTTPS(string scheme, string? expected)
    {
        var (answer, _) = await fixture.GetAsync("/plain", ("X-Api-Key", "alice-key"), ("X-Forwarded-Proto", scheme));
        var (own, _) = await fixture.GetAsync("/own", ("X-Forwarded-Proto", scheme));

        Assert.Equal(expected, answer.Header("Strict-Transport-Security"));
        Assert.Equal(expected is null ? null : "max-age=1", own.Header("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_value_of_the_upstream_is_kept_unless_it_is_overridden()
    {
        var (kept, _) = await fixture.GetAsync("/own");
        var (overridden, _) = await fixture.GetAsync("/override");

        Assert.Equal("SAMEORIGIN", kept.Header("X-Frame-Options"));
        Assert.Equal("default-src 'self'", kept.Header("Content-Security-Policy"));
        Assert.Equal("no-referrer", kept.Header("Referrer-Policy"));
        Assert.Equal("DENY", overridden.Header("X-Frame-Options"));
        Assert.Equal("frame-ancestors https://portal.example", overridden.Header("Content-Security-Policy"));
        Assert.Null(overridden.Header("Referrer-Policy"));
    }

    [Fact]
    public async Task Headers_that_name_software_are_removed()
    {
        var (answer, _) = await fixture.GetAsync("/own");

        Assert.All(["Server", "X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version"], name => Assert.Null(answer.Header(name)));
        Assert.Equal("yes", answer.Header("X-Kept"));
    }

    [Fact]
    public async Task The_preset_for_sites_lets_pages_work()
    {
        var (answer, _) = await fixture.GetAsync("/site");

        Assert.Equal("base-uri 'self'; frame-ancestors 'self'; object-src 'none'", answer.Header("Content-Security-Policy"));
        Assert.Equal(("SAMEORIGIN", "same-origin"), (answer.Header("X-Frame-Options"), answer.Header("Cross-Origin-Opener-Policy")));
    }

    [Fact]
    public async Task Without_a_preset_only_the_options_are_sent()
    {
        var (answer, _) = await fixture.GetAsync("/none");

        Assert.Equal("same-origin", answer.Header("Referrer-Policy"));
        Assert.All(["Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"], name => Assert.Null(answer.Header(name)));
    }

    [Fact]
    public void Adding_headers_allocates_nothing()
    {
        var plugin = new SecurityHeadersPlugin(new SecurityHeadersOptions());
        var context = new FakeContext();
        context.Http.Request.Scheme = "https";
        plugin.OnResponseAsync(context).Now();

        Assert.Equal(0, AllocatedBytes.Of(() => plugin.OnResponseAsync(context).Now()));
        Assert.Equal("nosniff", context.Http.Response.Headers.XContentTypeOptions);
    }

    [Theory]
    [InlineData("strictTransportSecurity: includeSubDomains", "strictTransportSecurity is 'includeSubDomains'; it must have a 'max-age'")]
    [InlineData("strictTransportSecurity: max-age=1y", "strictTransportSecurity is 'max-age=1y'; it must have a 'max-age'")]
    [InlineData("strictTransportSecurity: max-age=1; max-age=2", "strictTransportSecurity is 'max-age=1; max-age=2'; it must have")]
    [InlineData("frameOptions: ALLOW-FROM https://a.example",
        "frameOptions is 'ALLOW-FROM https://a.example'; it must be DENY or SAMEORIGIN")]
    [InlineData("contentTypeOptions: sniff", "contentTypeOptions is 'sniff'; it must be nosniff, or empty.")]
    [InlineData("crossOriginOpenerPolicy: none", "crossOriginOpenerPolicy is 'none'; it must be same-origin or ")]
    [InlineData("contentSecurityPolicy: \"a\\nb\"", "contentSecurityPolicy must contain only printable ASCII characters")]
    [InlineData("referrerPolicy: ' a'",
        "referrerPolicy must contain only printable ASCII characters and spaces, and no spaces at its ends")]
    [InlineData("remove: [Content-Length]", "remove[0] is 'Content-Length'; it must not be a header that frames")]
    [InlineData("preset: none, remove: []", " set and remove no header; set 'preset' or a header.")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.StartsWith($"(security-headers): options{(error[0] == ' ' ? "" : ".")}{error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: security-headers, options: {{ {options} }} }}")),
            StringComparison.Ordinal);

    private static (int, string?) Of(Answer answer, string header) => (answer.Status, answer.Header(header));

    public sealed class Fixture() : RouteHost("""
        trustedProxies: [127.0.0.1]
        plugins: [ { name: security-headers } ]
        routes:
          plain: { clusterId: up, match: { path: /plain }, plugins: [ { name: key-auth }, { name: acl, options: { deny: [guests] } } ] }
          lost: { clusterId: lost, match: { path: /lost }, plugins: [ { name: key-auth } ] }
          answer: { match: { path: /answer }, plugins: [ { name: mock, options: { status: 418 } } ] }
          get: { clusterId: up, match: { path: /get-only, methods: [GET] } }
          cors: { clusterId: up, match: { path: /cors }, plugins: [ { name: cors, options: { origins: ["https://a.example"] } } ] }
          own: { clusterId: up, match: { path: /own } }
          override:
            clusterId: up
            match: { path: /override }
            plugins: [ { name: security-headers, options: { existing: override, contentSecurityPolicy: "frame-ancestors https://portal.example", referrerPolicy: "" } } ]
          site: { clusterId: up, match: { path: /site }, plugins: [ { name: security-headers, options: { preset: web } } ] }
          none: { clusterId: up, match: { path: /none }, plugins: [ { name: security-headers, options: { preset: none, referrerPolicy: same-origin } } ] }
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
          lost: { destinations: { one: { address: "http://127.0.0.1:9" } } }
        groups: { guests: {} }
        consumers:
          alice: { credentials: { key-auth: [ { key: alice-key } ] } }
          gus: { groups: [guests], credentials: { key-auth: [ { key: guest-key } ] } }
        """, setup => setup.WithUpstream(AnswerAsync))
    {
        private static Task AnswerAsync(HttpContext http)
        {
            if (http.Request.Path == "/own" || http.Request.Path == "/override")
            {
                var headers = http.Response.Headers;
                headers.XFrameOptions = "SAMEORIGIN";
                headers.ContentSecurityPolicy = "default-src 'self'";
                headers.StrictTransportSecurity = "max-age=1";
                (headers.Server, headers.XPoweredBy, headers["X-AspNet-Version"]) = ("Apache/2.2", "PHP/5.6", "4.0");
                headers["X-AspNetMvc-Version"] = "5.2";
                headers["X-Kept"] = "yes";
                if (http.Request.Path == "/override")
                    headers["Referrer-Policy"] = default;
            }

            return http.Response.WriteAsync("upstream");
        }
    }
}
