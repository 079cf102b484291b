using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.AccessLog;

public sealed class LogSecretsTests
{
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9.eyJodXNoIjo1fQ.hush-jwt";

    private const string Everything =
        "request.header.authorization, request.header.proxy-authorization, request.header.cookie, request.header.x-api-key, "
            + "request.header.x-note, request.header.x-tenant, response.header.set-cookie, response.header.location, "
            + "response.header.x-refresh-token, uri, query, referer, user-agent, request.body, response.body, request.header.x-plain";

    [Theory]
    [InlineData("fields: [ " + Everything + " ]")]
    [InlineData("format: combined")]
    [InlineData("format: '{uri} {query} {referer} {request.header.authorization} {request.header.cookie} {request.body} {response.body}'")]
    public async Task No_planted_secret_is_in_the_log(string options)
    {
        await using var gateway = await LoggedGateway.StartAsync(
            options + ", redact: [ X-Tenant, iban ], bodies: { request: true, response: true }", AnswerWithSecrets);

        await SendAsync(
            gateway, "application/json", """{"user":"alice","password":"hush-1","deep":[{"apiKey":"hush-2","iban":"hush-3"}]}""");
        await SendAsync(gateway, "application/x-www-form-urlencoded", "user=alice&client%5Fsecret=hush-4&code=hush-5");
        await SendAsync(gateway, "application/json", """{"password":"hush-6","cut""");
        Assert.Equal(3, (await gateway.StopAsync()).Length);

        var log = LoggedGateway.Read(gateway.File);
        Assert.DoesNotContain("hush", log, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("REDACTED", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rest_of_a_message_is_logged()
    {
        await using var gateway = await LoggedGateway.StartAsync(
            "fields: [ query, request.body, response.body, request.header.x-plain, response.header.location ], "
                + "keep: [ pageToken ], bodies: { request: true, response: true }", AnswerWithSecrets);

        await SendAsync(gateway, "application/json", """{"user":"alice","password":"hush"}""");
        var line = await gateway.JsonAsync();

        Assert.Equal("api_key=REDACTED&x=1&TOKEN=REDACTED&pageToken=visible&j=REDACTED", line.GetProperty("query").GetString());
        Assert.Equal("""{"user":"alice","password":"REDACTED"}""", line.GetProperty("request.body").GetString());
        Assert.Equal("""{"accessToken":"REDACTED","name":"Käthe"}""", line.GetProperty("response.body").GetString());
        Assert.Equal("visible", line.GetProperty("request.header.x-plain").GetString());
        Assert.Equal(
            "https://REDACTED@b.example/cb?code=REDACTED&state=s#access_token=REDACTED",
            line.GetProperty("response.header.location").GetString());
    }

    [Theory]
    [InlineData("next=/cb?access_token=hush", "next=REDACTED")]
    [InlineData("to=https%3A%2F%2Fapp%2Fcb%3Fcode%3Dhush&x=1", "to=REDACTED&x=1")]
    [InlineData("a=1;token=hush", "a=REDACTED")]
    [InlineData(Jwt, "REDACTED")]
    [InlineData("a=b=c&d=x%20y", "a=b=c&d=x%20y")]
    public async Task A_secret_within_a_parameter_is_not_logged(string query, string logged)
    {
        await using var gateway = await LoggedGateway.StartAsync("fields: [ query ]");

        await gateway.Host.GetAsync("/?" + query);

        Assert.Equal(logged, (await gateway.JsonAsync()).GetProperty("query").GetString());
    }

    [Theory]
    [InlineData("", "application/json", """{"a":1}""", false)]
    [InlineData("bodies: { request: true }", "application/json; charset=utf-8", """{"a":1}""", true)]
    [InlineData("bodies: { request: true }", "application/problem+json", """{"a":1}""", true)]
    [InlineData("bodies: { request: true }", "text/plain", "text", false)]
    [InlineData("bodies: { request: true, contentTypes: [text/plain] }", "text/plain", "text", true)]
    [InlineData("bodies: { request: true, limit: 5B }", "application/json", """{"a":1}""", false)]
    [InlineData("bodies: { request: true, limit: 7B }", "application/json", """{"a":1}""", true)]
    public async Task A_body_is_logged_only_if_the_options_select_it(string options, string type, string body, bool isLogged)
    {
        await using var gateway = await LoggedGateway.StartAsync(
            "fields: [ request.body ]" + (options.Length > 0 ? ", " + options : ""),
            async http => await http.Request.Body.CopyToAsync(Stream.Null));

        await SendAsync(gateway, type, body);

        Assert.Equal(isLogged ? body : null, (await gateway.JsonAsync()).GetProperty("request.body").GetString());
    }

    [Fact]
    public async Task Selected_bodies_are_among_the_default_fields_and_reach_both_sides_unchanged()
    {
        byte[] received = [];
        await using var gateway = await LoggedGateway.StartAsync("bodies: { request: true, response: true }", async http =>
        {
            using var copy = new MemoryStream();
            await http.Request.Body.CopyToAsync(copy);
            received = copy.ToArray();
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync("""{"secret":"hush"}""");
        });

        var answer = await SendAsync(gateway, "application/json", """{ "password": "hush" }""");
        var line = await gateway.JsonAsync();

        Assert.Equal(("""{ "password": "hush" }""", """{"secret":"hush"}"""), (Encoding.UTF8.GetString(received), answer));
        Assert.Equal("""{"password":"REDACTED"}{"secret":"REDACTED"}""",
            line.GetProperty("request.body").GetString() + line.GetProperty("response.body").GetString());
    }

    [Fact]
    public async Task A_type_whose_secrets_stay_is_a_warning()
        => Assert.Equal(
            ["(stdout-log): options.bodies.contentTypes[0] is 'text/plain'; secrets in bodies of this type are logged."],
            await PluginGateway.WarningsOfAsync("{ name: stdout-log, options: { sampling: 0, bodies: { contentTypes: [text/plain] } } }"));

    private static async Task<string> SendAsync(LoggedGateway gateway, string type, string body)
    {
        var target = "/a?api_key=hush-q1&x=1&TOKEN=hush-q2&pageToken=visible&j=" + Jwt;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(target, UriKind.Relative))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
            Version = HttpVersion.Version11,
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        foreach (var (name, value) in new[]
        {
            ("Authorization", "Bearer hush-h1"), ("Proxy-Authorization", "Basic hush-h2"), ("Cookie", "sid=hush-h3"),
            ("X-Api-Key", "hush-h4"), ("X-Note", Jwt), ("X-Tenant", "hush-h5"),
            ("Referer", "https://a:hush-h6@b.example/?token=hush-h7"), ("X-Plain", "visible"),
        })
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));

        using var response = await gateway.Host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        return await response.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static Task AnswerWithSecrets(HttpContext http)
    {
        http.Response.Headers.SetCookie = "sid=hush-r1; Path=/";
        http.Response.Headers["X-Refresh-Token"] = "hush-r2";
        http.Response.Headers.Location = "https://me:hush-r3@b.example/cb?code=hush-r4&state=s#access_token=hush-r5";
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync("""{"accessToken":"hush-r6","name":"Käthe"}""");
    }
}
