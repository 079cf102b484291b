using System.Text;
using GatewayKit.Plugins.Tests.KeyAuth;
using static GatewayKit.Plugins.Tests.BasicAuth.BasicAuthGateway;

namespace GatewayKit.Plugins.Tests.BasicAuth;

public class BasicAuthTests
{
    [Fact]
    public async Task Without_credentials_the_answer_is_a_challenge_with_the_charset()
    {
        await using var host = await StartAsync("realm: 'my \"shop\"'");

        foreach (var headers in ((string, string)[][])[[], [("Authorization", "Bearer abc")], [("Authorization", "BasicX YTpi")],
            [("Proxy-Authorization", Basic("alice:correct horse").Value)], [("X-Authorization", Basic("alice:correct horse").Value)]])
        {
            var answer = await host.GetAsync("/?authorization=Basic", headers);

            Assert.Equal((401, "Basic realm=\"my \\\"shop\\\"\", charset=\"UTF-8\"", "application/problem+json"),
                (answer.Status, answer.Header("WWW-Authenticate"), answer.Header("Content-Type")));
        }

        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task The_upstream_gets_the_consumer_and_not_the_password()
    {
        await using var host = await StartAsync();

        foreach (var (credentials, consumer) in ((string, string)[])
            [("alice:correct horse", "alice"), ("bob:a:b:c", "bob"), ("Bøb:pässwörd€😀", "bob"), ("alice:correct horse", "alice")])
        {
            host.Upstream.Forget();

            Assert.Equal(200, (await host.GetAsync("/", Basic(credentials), ("X-Consumer-Name", "root"))).Status);
            Assert.Equal((consumer, null),
                (host.Upstream.Request.Header("X-Consumer-Name"), host.Upstream.Request.Header("Authorization")));
        }
    }

    [Theory]
    [InlineData("Authorization: basic YWxpY2U6Y29ycmVjdCBob3JzZQ==")]
    [InlineData("authorization: BASIC YWxpY2U6Y29ycmVjdCBob3JzZQ==")]
    [InlineData("Authorization: Basic    YWxpY2U6Y29ycmVjdCBob3JzZQ==  ")]
    public async Task The_scheme_has_any_case_and_is_followed_by_spaces(string header)
    {
        await using var host = await StartAsync();

        Assert.StartsWith("HTTP/1.1 200 ", await host.SendRawAsync("GET / HTTP/1.1", header), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_that_are_not_exactly_right_are_rejected()
    {
        await using var host = await StartAsync("failures: { limit: 1000 }");
        string[] wrong =
        [
            "alice:", "alice:correct hors", "alice:correct horse ", "alice: correct horse", "alice:Correct horse", "alice:dorrect horse",
            "alice:correct horsf", "Alice:correct horse", "alice :correct horse", "eve:correct horse", ":correct horse", ":", "bob:",
            "bob:a", "bob:a:b", "bob:a:b:c:", "bob:correct horse", "alice:" + HashOfHorse, "eve:",
        ];
        foreach (var credentials in wrong)
        {
            var answer = await host.GetAsync("/", Basic(credentials));

            Assert.Equal((401, true), (answer.Status,
                answer.Body.Contains("The user name or the password is not valid.", StringComparison.Ordinal)));
        }

        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task Credentials_in_another_form_than_the_RFC_s_are_rejected()
    {
        await using var host = await StartAsync("failures: { limit: 1000 }");
        var right = Convert.ToBase64String("bob:a:b:c"u8);
        string[] malformed =
        [
            "Basic", "Basic  ", "Basic\t" + right, "Basic ====", "Basic =", "Basic %",
            "Basic Ym9iOmE6YjpjA", "Basic " + right[..^1], "Basic " + right + "=",
            "Basic " + right + " ", "Basic " + right + ",", $"Basic {right}, Basic {right}", "Basic " + right[..4] + " " + right[4..],
            "Basic \"" + right + "\"", "Basic bob:a:b:c", "Basic " + Convert.ToBase64String("bob"u8), "Basic Ym9iOmE6YjpkPR==",
            "Basic " + Convert.ToBase64String(Encoding.Latin1.GetBytes("Bøb:pässwörd")),
            "Basic " + Convert.ToBase64String("bob:a:b:c\0"u8), "Basic " + Convert.ToBase64String("bob\n:a:b:c"u8),
            "Basic " + Convert.ToBase64String("bob:a:b:c\u007f"u8), "Basic " + Convert.ToBase64String("bob:a:b:c\u0085"u8),
            "Basic " + Convert.ToBase64String([0xEF, 0xBB, 0xBF, (byte)'b']),
            "Basic " + Convert.ToBase64String([(byte)'b', (byte)':', 0xC0, 0x80]),
            "Basic " + Convert.ToBase64String(new byte[6000]),
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('b', 256) + ":a")),
        ];
        foreach (var header in malformed)
        {
            var answer = await host.SendRawAsync("GET / HTTP/1.1", "Authorization: " + header);
            var accepted = header.Trim() == "Basic " + right;

            Assert.StartsWith(accepted ? "HTTP/1.1 200 " : "HTTP/1.1 401 ", answer, StringComparison.Ordinal);
            Assert.Equal(!accepted, answer.Contains("not valid Basic credentials in UTF-8", StringComparison.Ordinal));
        }

        Assert.Single(host.Upstream.Requests);
    }

    [Theory]
    [InlineData("Authorization: Basic Ym9iOmE6Yjpj\r\nAuthorization: Basic Ym9iOmE6Yjpj")]
    [InlineData("Authorization: Basic Ym9iOmE6Yjpj\r\nauthorization: Bearer abc")]
    [InlineData("Authorization: Bearer abc\r\nAuthorization: Basic Ym9iOmE6Yjpj")]
    public async Task Two_Authorization_headers_are_rejected(string headers)
    {
        await using var host = await StartAsync();

        var answer = await host.SendRawAsync("GET / HTTP/1.1", headers);

        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
        Assert.Contains("more than one Authorization header", answer, StringComparison.Ordinal);
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task Credentials_that_are_not_hidden_reach_the_upstream()
    {
        await using var host = await StartAsync("hideCredentials: false");

        await host.GetAsync("/", Basic("bob:a:b:c"));

        Assert.Equal(Basic("bob:a:b:c").Value, host.Upstream.Request.Header("Authorization"));
    }

    [Theory]
    [InlineData("Basic Ym9iOnNla3JldA==", null)]
    [InlineData("Bearer abc", "Bearer abc")]
    public async Task Credentials_are_hidden_even_if_another_plugin_has_found_the_caller(string header, string? expected)
    {
        var yaml = PluginGateway.OneRoute("{ name: trust }", Entry())
            .Replace("clusterId: up", "clusterId: up\n    authentication: any", StringComparison.Ordinal);
        await using var host = await PluginGateway.StartAsync(yaml, setup => setup.WithPlugin<TrustPlugin>());

        await host.GetAsync("/", ("Authorization", header));

        Assert.Equal(("trusted", expected),
            (host.Upstream.Request.Header("X-Consumer-Name"), host.Upstream.Request.Header("Authorization")));
    }

    [Fact]
    public async Task Without_users_every_request_is_rejected()
    {
        await using var host = await StartAsync(consumers: "");

        Assert.Equal(401, (await host.GetAsync("/", Basic("bob:a:b:c"))).Status);
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task Neither_the_answer_nor_the_log_shows_a_password()
    {
        await using var host = await StartAsync("failures: { limit: 2 }");
        var answers = new List<Answer>();
        foreach (var credentials in (string[])["alice:sekret", "bob:sekret", "eve:sekret", "alice:correct horse", "bob:a:b:c", "sekret"])
            answers.Add(await host.GetAsync("/", Basic(credentials)));

        string[] secrets = ["sekret", "correct horse", "a:b:c", .. answers.Select((_, i) => Basic("alice:sekret").Value[8..]), "pbkdf2"];
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(answers, a => $"{a.Body}{a.Headers}{a.ContentHeaders}".Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(host.Logs.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("{ password: sekret }", "username is missing")]
    [InlineData("{ username: '', password: sekret }", "must have 1 to 255 characters")]
    [InlineData("{ username: 'a:b', password: sekret }", "username must not contain colons or control characters")]
    [InlineData("{ username: \"a\\n\", password: sekret }", "username must not contain colons or control characters")]
    [InlineData("{ username: carol }", "must have either 'password' or 'passwordHash'")]
    [InlineData("{ username: carol, password: '' }", "must have 1 to 1024 characters")]
    [InlineData("{ username: carol, password: \"sekret\\t\" }", "password must not contain control characters")]
    [InlineData("{ username: carol, password: sekret, passwordHash: sekret }", "must have either 'password' or 'passwordHash'")]
    [InlineData("{ username: carol, passwordHash: sekret }", "passwordHash must be a hash in the PHC string format")]
    [InlineData("{ username: carol, passwordHash: '$pbkdf2-sha256$i=1000000000$c2FsdHNhbHQ$sekretAAAAAAAAAAAAAAAA' }",
        "passwordHash must have between 100000 and 5000000 iterations (i)")]
    [InlineData("{ username: alice, password: sekret }", "the same credential is defined at consumers.")]
    public async Task A_wrong_credential_is_named_and_not_shown(string credential, string rule)
    {
        var errors = await PluginGateway.ErrorsOfAsync(
            Entry(), Consumers.Replace("consumers:", $"consumers:\n  carol: {{ credentials: {{ basic-auth: [ {credential} ] }} }}",
                StringComparison.Ordinal));

        Assert.Contains(errors, error => error.Contains(rule, StringComparison.Ordinal));
        Assert.DoesNotContain(errors, error => error.Contains("sekret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("realm: \"a\\nb\"", "options.realm must contain only printable ASCII characters and spaces.")]
    [InlineData("cacheDuration: 2d", "options.cacheDuration is 2d; it must be between 0s and 1d.")]
    [InlineData("failures: { limit: 0 }", "options.failures.limit is 0; it must be between 1 and 1000000.")]
    public async Task A_wrong_option_is_named(string option, string message)
        => Assert.Equal([$"(basic-auth): {message}"], await PluginGateway.ErrorsOfAsync(Entry(option)));
}
