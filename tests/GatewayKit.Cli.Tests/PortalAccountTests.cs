using System.Net;
using System.Text.RegularExpressions;
using GatewayKit.Cli.Tests.Support;
using Microsoft.Data.Sqlite;

namespace GatewayKit.Cli.Tests;

public sealed partial class PortalAccountTests : IDisposable
{
    private const string Address = "GATEWAYKIT_PORTAL_ADDRESS";
    private const string Portal = "http://127.0.0.1:0";
    private const string Listening = "Pages of the host are served on ";

    private static readonly (string Name, string Value)[] s_environment =
        [("GATEWAYKIT_STORE", "gateway.db"), (Address, "https://developers.example.com"), ("GATEWAYKIT_PORTAL_EMAIL", "stdout")];

    private readonly WorkFolder _folder = new();

    public PortalAccountTests() => _folder.With("gateway.yaml", """
        trustedProxies: [127.0.0.1]
        portal: { title: Acme APIs }
        """);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_developer_registers_and_the_message_has_the_configured_address()
    {
        await using var gateway = await RunningGateway.StartAsync(_folder.Path, s_environment, "--portal-urls", Portal);
        using var client = await OpenAsync(gateway);

        var answer = await RegisterAsync(client, client: "192.0.2.1");

        Assert.Equal(HttpStatusCode.OK, answer);
        Assert.Contains("https://developers.example.com/account/confirm?", await gateway.Tool.Output.NextAsync("/account/confirm?"));
    }

    [Fact]
    public async Task Attempts_are_limited_for_each_client_of_a_trusted_proxy()
    {
        await using var gateway = await RunningGateway.StartAsync(
            _folder.Path, [.. s_environment, ("GATEWAYKIT_PORTAL_ATTEMPTS", "1")], "--portal-urls", Portal);
        using var client = await OpenAsync(gateway);

        Assert.Equal(HttpStatusCode.OK, await RegisterAsync(client, client: "192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await RegisterAsync(client, client: "192.0.2.1"));
        Assert.Equal(HttpStatusCode.OK, await RegisterAsync(client, client: "192.0.2.2"));
    }

    [Fact]
    public async Task Without_an_address_the_portal_has_no_accounts()
    {
        await using var gateway = await RunningGateway.StartAsync(_folder.Path, [], "--portal-urls", Portal);
        using var client = await OpenAsync(gateway);

        using var answer = await client.GetAsync(new Uri("/account/sign-in", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("GATEWAYKIT_STORE", "", "accounts of developers need a store. Add --store")]
    [InlineData("GATEWAYKIT_PORTAL_EMAIL", "", "accounts need e-mail. Set GATEWAYKIT_PORTAL_SMTP_HOST and GATEWAYKIT_PORTAL_SMTP_FROM")]
    [InlineData("GATEWAYKIT_PORTAL_EMAIL", "pigeon", "GATEWAYKIT_PORTAL_EMAIL is 'pigeon'. It must be 'smtp' or 'stdout'.")]
    [InlineData(Address, "developers.example.com", "Address must be the public http or https address of the portal")]
    [InlineData("GATEWAYKIT_PORTAL_SMTP_HOST", "smtp.example.com", "Smtp needs a sender (From)")]
    [InlineData("GATEWAYKIT_PORTAL_SESSION", "1s", "SessionLifetime must be between 5 minutes and 30 days.")]
    [InlineData("GATEWAYKIT_PORTAL_KEYS_PER_DAY", "0", "Limits.KeysPerDay must be between 1 and 1,000,000.")]
    [InlineData("GATEWAYKIT_PORTAL_APPLICATIONS_PER_PLAN", "many", "GATEWAYKIT_PORTAL_APPLICATIONS_PER_PLAN is 'many'.")]
    [InlineData("GATEWAYKIT_PORTAL_EMAIL_DOMAINS", "example.com @b", "EmailDomains has '@b', which isn't a domain")]
    [InlineData("GATEWAYKIT_PORTAL_AUDIT_RETENTION", "1h", "AuditRetention must be between 30 and 3,650 days.")]
    [InlineData("GATEWAYKIT_STATISTICS_OPERATIONS", "yes", "GATEWAYKIT_STATISTICS_OPERATIONS is 'yes'. It must be 'on' or 'off'.")]
    [InlineData("GATEWAYKIT_PORTAL_ADMINISTRATORS", "ada@example.com bob", "bob")]
    [InlineData("GATEWAYKIT_PORTAL_LOCAL_ACCOUNTS", "off", "Without LocalAccounts, developers need OpenIdConnect")]
    [InlineData("GATEWAYKIT_PORTAL_OIDC_AUTHORITY", "http://login.example.com", "OpenIdConnect needs an https address")]
    public async Task An_invalid_variable_ends_the_start(string name, string value, string reason)
    {
        await using var tool = ResidentTool.Start(
            _folder.Path, [.. s_environment.Where(variable => variable.Name != name), (name, value)],
            "run", "--urls", "http://127.0.0.1:0", "--portal-urls", Portal);

        var end = await tool.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(reason, string.Join('\n', end.Errors));
    }

    [Fact]
    public async Task Developers_can_have_accounts_only_at_a_provider_and_then_the_portal_needs_no_e_mail()
    {
        await using var gateway = await RunningGateway.StartAsync(
            _folder.Path,
            [
                ("GATEWAYKIT_STORE", "gateway.db"), (Address, "https://developers.example.com"),
                ("GATEWAYKIT_PORTAL_LOCAL_ACCOUNTS", "off"), ("GATEWAYKIT_PORTAL_OIDC_AUTHORITY", "https://login.example.com"),
                ("GATEWAYKIT_PORTAL_OIDC_CLIENT_ID", "portal"), ("GATEWAYKIT_PORTAL_OIDC_CLIENT_SECRET", "secret"),
                ("GATEWAYKIT_PORTAL_OIDC_NAME", "Acme"), ("GATEWAYKIT_PORTAL_OIDC_SCOPES", "email groups"),
            ],
            "--portal-urls", Portal);
        using var client = await OpenAsync(gateway);

        var page = await client.GetStringAsync(new Uri("/account/sign-in", UriKind.Relative)).WaitAsync(Bound.Time);

        Assert.Contains("Acme", page);
        Assert.DoesNotContain("type=\"password\"", page);
    }

    private static async Task<HttpClient> OpenAsync(RunningGateway gateway)
    {
        var line = await gateway.Tool.Errors.NextAsync(Listening);
        return new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].TrimEnd('.')),
            Timeout = Bound.Time,
        };
    }

    /// <summary>Sends the form with its cookie, as browsers do on their own machine, also without HTTPS.</summary>
    private static async Task<HttpStatusCode> RegisterAsync(HttpClient portal, string client)
    {
        using var page = await portal.GetAsync(new Uri("/account/register", UriKind.Relative)).WaitAsync(Bound.Time);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/register")
        {
            Content = new FormUrlEncodedContent(
            [
                new("token", Token().Match(await page.Content.ReadAsStringAsync().WaitAsync(Bound.Time)).Groups[1].Value),
                new("name", "Dora"), new("email", "dora@example.com"), new("password", "a long password"),
            ]),
        };
        request.Headers.Add("X-Forwarded-For", client);
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var answer = await portal.SendAsync(request).WaitAsync(Bound.Time);
        return answer.StatusCode;
    }

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
