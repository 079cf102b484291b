using System.Net;
using System.Net.Sockets;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class DescriptorLimitTests : IDisposable
{
    private const string FewDescriptors = "ulimit -n 500";
    private const int Many = 750;

    private readonly WorkFolder _folder = new WorkFolder().With("gateway.yaml", Mocks.Answering("text"));
    private readonly SocketClient _admin;
    private readonly List<Socket> _idle = [];

    public DescriptorLimitTests() => _admin = new SocketClient(_folder["admin.sock"]);

    public void Dispose()
    {
        _idle.ForEach(connection => connection.Dispose());
        _admin.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task More_idle_connections_than_file_descriptors_do_not_end_the_gateway()
    {
        await using var tool =
            ToolProcess.StartInShell(_folder.Path, FewDescriptors, "run", "--urls", "http://127.0.0.1:0", "--admin-urls", _admin.Url);
        using var client = new HttpClient { BaseAddress = await tool.ListeningAsync(), Timeout = Bound.Time };
        Assert.Contains("the process may open 500 file descriptors",
            await tool.Errors.NextAsync("file descriptors"), StringComparison.Ordinal);

        for (var i = 0; i < Many; i++)
            await ConnectAsync(client.BaseAddress.Port);
        Assert.Equal("live\n", await _admin.GetAsync("/healthz/live"));

        _idle.ForEach(connection => connection.Dispose());
        Assert.Equal("text", await GetOnceAcceptedAsync(client));
    }

    [Fact]
    public async Task More_idle_admin_connections_than_file_descriptors_do_not_end_the_gateway()
    {
        await using var tool = ToolProcess.StartInShell(
            _folder.Path, FewDescriptors, "run", "--urls", "http://127.0.0.1:0", "--admin-urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = await tool.ListeningAsync(), Timeout = Bound.Time };
        var admin = new Uri((await tool.Errors.NextAsync("Health checks are answered on ")).Split(" on ")[^1].TrimEnd('.'));

        for (var i = 0; i < Many; i++)
            await ConnectAsync(admin.Port);

        Assert.Equal("live\n", await client.GetStringAsync(new Uri(admin, "/healthz/live")));
        Assert.Equal("text", await client.GetStringAsync(new Uri("/text", UriKind.Relative)));
    }

    [Fact]
    public async Task More_exchanges_with_an_upstream_than_file_descriptors_do_not_end_the_gateway()
    {
        await using var upstream = await Upstream.StartAsync();
        _folder.With("gateway.yaml", upstream.Configuration());
        await using var tool = ToolProcess.StartInShell(
            _folder.Path, $"{FewDescriptors}; export Kestrel__EndpointDefaults__Protocols=Http2",
            "run", "--urls", "http://127.0.0.1:0", "--admin-urls", _admin.Url);
        using var client = new HttpClient(new SocketsHttpHandler { EnableMultipleHttp2Connections = true })
        {
            BaseAddress = await tool.ListeningAsync(),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = Bound.Time,
        };

        // Over HTTP/2 a few connections of clients are enough.
        var exchanges = Enumerable.Range(0, Many).Select(_ => client.GetAsync(new Uri("/slow", UriKind.Relative))).ToList();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await await Task.WhenAny(exchanges).WaitAsync(Bound.Time)).StatusCode);
        Assert.Equal("live\n", await _admin.GetAsync("/healthz/live"));
        upstream.Release();

        Assert.All(await Task.WhenAll(exchanges).WaitAsync(Bound.Time),
            response => Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]));
        Assert.Equal("upstream /x", await client.GetStringAsync(new Uri("/x", UriKind.Relative)));
        Assert.Contains("(no connection)", await tool.Errors.NextAsync("no usable response"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(150)]
    [InlineData(200)]
    [InlineData(399)]
    public async Task A_start_with_too_few_file_descriptors_ends_in_a_sentence(int limit)
    {
        await using var tool = ToolProcess.StartInShell(_folder.Path, $"ulimit -n {limit}", "run", "--urls", "http://127.0.0.1:0");

        var end = await tool.EndAsync();

        Assert.Equal(
            (1, $"gatewaykit: the process may open {limit} file descriptors, but the gateway needs at least 400. Raise the limit (ulimit "
                + "-n, or LimitNOFILE of systemd)."),
            (end.ExitCode, Assert.Single(end.Errors)));
    }

    /// <summary>Connections are rejected until the gateway has noticed that the idle ones are closed.</summary>
    private static async Task<string> GetOnceAcceptedAsync(HttpClient client)
    {
        using var patience = new CancellationTokenSource(Bound.Time);
        while (true)
        {
            try
            {
                return await client.GetStringAsync(new Uri("/text", UriKind.Relative), patience.Token);
            }
            catch (HttpRequestException) when (!patience.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }

    private async Task ConnectAsync(int port)
    {
        _idle.Add(new Socket(SocketType.Stream, ProtocolType.Tcp));
        await _idle[^1].ConnectAsync(IPAddress.Loopback, port).WaitAsync(Bound.Time);
    }
}
