using System.Net;
using System.Text.Json;
using GatewayKit.Testing;

namespace GatewayKit.Tests.Hosting;

public sealed class PluginCommandTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient _client = new() { Timeout = s_patience };
    private GatewayTestHost _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(
                g => g
                    .UseAdminUrls("http://127.0.0.1:0")
                    .AllowAdminHosts("gateway.internal")
                    .AddPlugin<CountingPlugin>()
                    .AddPlugin<HeaderPlugin>())
            .WithConfiguration("""
                routes:
                  one: { match: { path: /one }, plugins: [ { name: counting } ] }
                  two: { match: { path: /two }, plugins: [ { name: counting, id: second } ] }
                """)).WaitAsync(s_patience);
        Assert.Equal(("1", "1"), (await CountAsync("/one"), await CountAsync("/two")));
    }

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_command_reaches_every_entry_of_its_plugin()
    {
        Assert.Equal(
            (HttpStatusCode.OK,
                """{"entries":[{"entry":"route:one/counting","done":true,"message":"It counts from 0."},{"entry":"route:two/counting#second","done":true,"message":"It counts from 0."}]}"""),
            await SendAsync("/plugins/counting/reset"));

        Assert.Equal(("1", "1"), (await CountAsync("/one"), await CountAsync("/two")));
    }

    [Fact]
    public async Task An_entry_can_be_picked_and_arguments_given()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("/plugins/counting/reset?to=7&entry=route:two/counting%23second")).Status);

        Assert.Equal(("2", "8"), (await CountAsync("/one"), await CountAsync("/two")));
    }

    [Theory]
    [InlineData("/plugins/counting/reset?to=x", HttpStatusCode.BadRequest)]
    [InlineData("/plugins/counting/reset?to=1&to=2", HttpStatusCode.BadRequest)]
    [InlineData("/plugins/counting/none", HttpStatusCode.NotFound)]
    [InlineData("/plugins/counting/reset?entry=none", HttpStatusCode.NotFound)]
    [InlineData("/plugins/none/reset", HttpStatusCode.NotFound)]
    [InlineData("/plugins/counting", HttpStatusCode.NotFound)]
    [InlineData("/plugins/counting/reset/more", HttpStatusCode.NotFound)]
    [InlineData("/plugins/", HttpStatusCode.NotFound)]
    [InlineData("/plugins/counting/fail", HttpStatusCode.InternalServerError)]
    public async Task What_can_not_be_done_says_so(string target, HttpStatusCode status)
    {
        var (answered, body) = await SendAsync(target);

        Assert.Equal(status, answered);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.Equal(("2", "2"), (await CountAsync("/one"), await CountAsync("/two")));
    }

    [Theory]
    [InlineData("/plugins/none/reset", "No plugin is named 'none'. Active plugins that support commands: counting.")]
    [InlineData("/plugins/header/reset", "The plugin 'header' doesn't support commands. Active plugins that support commands: counting.")]
    [InlineData("/plugins/counting/none", "The plugin 'counting' doesn't have the command 'none'.")]
    [InlineData("/plugins/counting/reset?entry=none",
        "No entry of the plugin 'counting' is 'none'. Its entries: route:one/counting, route:two/counting#second.")]
    [InlineData("/plugins/counting", "A command is POST /plugins/PLUGIN/COMMAND.")]
    [InlineData("/plugin",
        "This address serves GET /healthz/live, GET /healthz/ready and POST /plugins/PLUGIN/COMMAND, and if the host has them, "
        + "GET /metrics, the admin API below /v1 and the operators' pages at /ui.")]
    public async Task A_problem_document_names_the_part_that_is_unknown(string target, string detail)
    {
        using var problem = JsonDocument.Parse((await SendAsync(target)).Body);

        Assert.Equal((404, detail),
            (problem.RootElement.GetProperty("status").GetInt32(), problem.RootElement.GetProperty("detail").GetString()));
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("10.0.0.1", HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.example:80", HttpStatusCode.Forbidden)]
    [InlineData("localhost:80", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("Gateway.Internal:9000", HttpStatusCode.OK)]
    public async Task A_command_under_a_name_that_is_not_allowed_is_refused(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Admin, "/plugins/counting/reset"))
        {
            Headers = { Host = host },
        };
        using var answer = await _client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? "1" : "2", await CountAsync("/one"));
    }

    [Fact]
    public async Task Only_a_POST_that_no_page_has_sent_is_a_command()
    {
        using var get = await _client.GetAsync(new Uri(Admin, "/plugins/counting/reset"));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Admin, "/plugins/counting/reset"));
        request.Headers.Add("Origin", "https://example.com");
        using var crossed = await _client.SendAsync(request);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, HttpStatusCode.Forbidden), (get.StatusCode, crossed.StatusCode));
        Assert.Equal("2", await CountAsync("/one"));
    }

    [Fact]
    public async Task Routes_take_no_commands()
    {
        using var answer = await _gateway.Client
            .PostAsync(new Uri("/plugins/counting/reset", UriKind.Relative), null)
            .WaitAsync(s_patience);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(string target)
    {
        using var answer = await _client.PostAsync(new Uri(Admin, target), null);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> CountAsync(string path)
    {
        using var answer = await _gateway.Client.GetAsync(new Uri(path, UriKind.Relative)).WaitAsync(s_patience);
        return answer.Headers.GetValues("Count").Single();
    }

    private Uri Admin
    {
        get
        {
            const string Text = "Health checks are answered on ";
            var line = _gateway.Logs.Lines.First(l => l.Contains(Text, StringComparison.Ordinal));
            return new Uri(line[(line.IndexOf(Text, StringComparison.Ordinal) + Text.Length)..].TrimEnd('.'));
        }
    }
}
