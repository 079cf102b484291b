using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests.Browsers;

public sealed class CorsInBrowserTests : IAsyncLifetime, IDisposable
{
    private const string Put = """{ method: "PUT", credentials: "CREDENTIALS", headers: { "X-Api-Key": "KEY" } }""";

    private static readonly (string, string)[] s_requests =
    [
        ("/open", """{ credentials: "omit" }"""),
        ("/open", """{ credentials: "include" }"""),
        ("/keyed", Request("omit", "alice-key")),
        ("/keyed", Request("include", "alice-key")),
        ("/keyed", Request("include", "wrong")),
    ];

    private readonly WorkFolder _folder = new();
    private Site _site = null!;

    public async Task InitializeAsync() => _site = await Site.StartAsync();

    public Task DisposeAsync() => _site.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [ChromiumFact]
    public async Task A_page_of_an_allowed_origin_reads_with_and_without_credentials()
    {
        await using var gateway = await StartAsync(credentials: "true");

        Assert.Equal(
            ["200 GET without a cookie X-Total", "200 GET with a cookie X-Total",
                "200 PUT without a cookie X-Total", "200 PUT with a cookie X-Total", "401 application/problem+json"],
            await _site.FetchAsync("127.0.0.1", gateway.Client.BaseAddress!, s_requests));
    }

    [ChromiumFact]
    public async Task Without_credentials_in_the_options_a_page_reads_only_what_it_asks_for_without_them()
    {
        await using var gateway = await StartAsync(credentials: "false");

        Assert.Equal(
            ["200 GET without a cookie X-Total", "TypeError", "200 PUT without a cookie X-Total", "TypeError", "TypeError"],
            await _site.FetchAsync("127.0.0.1", gateway.Client.BaseAddress!, s_requests));
    }

    [ChromiumFact]
    public async Task A_page_of_another_origin_reads_nothing_and_its_PUT_is_never_sent()
    {
        await using var gateway = await StartAsync(credentials: "true");

        Assert.Equal(["TypeError", "TypeError", "TypeError", "TypeError", "TypeError"],
            await _site.FetchAsync("localhost", gateway.Client.BaseAddress!, s_requests));

        // A simple GET is sent without asking; a browser only keeps its response from the script.
        Assert.Equal(2, _site.Reached);
    }

    [ChromiumFact]
    public async Task A_mock_lets_every_page_read_with_and_without_credentials()
    {
        _folder.With("api.yaml", """
            openapi: 3.1.0
            info: { title: T, version: "1" }
            paths:
              /open: { get: { responses: { "200": { description: ok, headers: { X-Total: { schema: { const: 2 } } }, content: { text/plain: { example: read } } } } } }
              /keyed: { put: { responses: { "200": { description: ok, content: { text/plain: { example: written } } } } } }
            """);
        await using var mock = await RunningGateway.MockAsync(_folder.Path, "api.yaml");

        Assert.Equal(
            ["200 read X-Total", "200 read X-Total", "200 written", "200 written", "200 written"],
            await _site.FetchAsync("localhost", mock.Client.BaseAddress!, s_requests));
    }

    private static string Request(string credentials, string key)
        => Put.Replace("CREDENTIALS", credentials, StringComparison.Ordinal).Replace("KEY", key, StringComparison.Ordinal);

    private Task<RunningGateway> StartAsync(string credentials)
    {
        _folder.With("gateway.yaml", $$"""
            plugins:
              - name: cors
                options: { origins: ["http://127.0.0.1:{{_site.Port}}"], credentials: {{credentials}}, exposedHeaders: [X-Total] }
            routes:
              open: { clusterId: up, match: { path: /open } }
              keyed: { clusterId: up, match: { path: /keyed }, plugins: [ { name: key-auth } ] }
            clusters:
              up: { destinations: { one: { address: "http://127.0.0.1:{{_site.Port}}" } } }
            consumers:
              alice: { credentials: { key-auth: [ { key: alice-key } ] } }
            """);
        return RunningGateway.StartAsync(_folder.Path);
    }
}
