using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class RunTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_gateway_says_where_it_listens_and_forwards()
    {
        await using var upstream = await Upstream.StartAsync();
        _folder.With("gateway.yaml", upstream.Configuration());
        await using var gateway = await RunningGateway.StartProcessAsync(_folder.Path);

        Assert.NotEqual(0, gateway.Client.BaseAddress!.Port);
        Assert.Equal("upstream /orders", await gateway.GetAsync("/orders"));

        await gateway.Tool.SignalAsync("INT");
        var end = await gateway.Tool.EndAsync();
        Assert.Equal(0, end.ExitCode);
        Assert.Single(end.Output);
    }

    [Fact]
    public async Task Every_address_has_a_line_of_its_own()
    {
        _folder.With("gateway.json", """{ "routes": {} }""");
        await using var tool =
            ResidentTool.Start(_folder.Path, "run", "-c", "gateway.json", "--urls", "http://127.0.0.1:0;http://127.0.0.1:0");

        var first = await tool.Output.NextAsync("GatewayKit is listening on http://127.0.0.1:");
        var second = await tool.Output.NextAsync("GatewayKit is listening on http://127.0.0.1:");
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task The_environment_is_enough_of_a_configuration()
    {
        await using var gateway = await RunningGateway.StartAsync(_folder.Path,
        [
            ("GatewayKit__Routes__text__Match__Path", "/text"),
            ("GatewayKit__Routes__text__Plugins__0__Name", "mock"),
            ("GatewayKit__Routes__text__Plugins__0__Options__Body", "from the environment"),
        ]);

        Assert.Equal("from the environment", await gateway.GetAsync("/text"));
    }

    [Fact]
    public async Task A_variable_that_is_called_like_the_gateway_is_ignored_with_a_warning()
    {
        _folder.With("gateway.yaml", Mocks.Answering("text"));
        await using var tool = ResidentTool.Start(_folder.Path, [("GATEWAYKIT", "/opt/gatewaykit")], "run", "--urls", "http://127.0.0.1:0");

        await tool.ListeningAsync();

        Assert.DoesNotContain("/opt/gatewaykit", await tool.Errors.NextAsync("which is ignored"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeout_of_a_route_ends_in_504_and_policies_that_need_nothing_are_taken()
    {
        await using var upstream = await Upstream.StartAsync();
        _folder.With("gateway.yaml",
            upstream.Configuration("timeout: 00:00:00.2\n    corsPolicy: disable\n    authorizationPolicy: anonymous"));
        await using var gateway = await RunningGateway.StartAsync(_folder.Path);

        using var late = await gateway.Client.GetAsync(new Uri("/slow", UriKind.Relative));
        Assert.Equal(HttpStatusCode.GatewayTimeout, late.StatusCode);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("validate")]
    public async Task Without_a_configuration_nothing_starts(string command)
    {
        var end = await ResidentTool.RunAsync(_folder.Path, command);

        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith("gatewaykit: this directory doesn't contain gateway.yaml.", Assert.Single(end.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_is_named_has_to_exist()
    {
        var end = await ResidentTool.RunAsync(_folder.Path, "run", "-c", "other.yaml", "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, end.ExitCode);
        Assert.Equal($"other.yaml: The file '{_folder["other.yaml"]}' does not exist.",
            Assert.Single(end.Errors, e => e.StartsWith("other.yaml", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Several_files_are_one_configuration()
    {
        await using var upstream = await Upstream.StartAsync();
        _folder.With("gateway.yaml", upstream.Configuration()).With("more.yaml", Mocks.Answering("more", "/more"));
        await using var gateway = await RunningGateway.StartAsync(_folder.Path, "-c", "gateway.yaml", "-c", "more.yaml");

        Assert.Equal("upstream /orders", await gateway.GetAsync("/orders"));
        Assert.Equal("more", await gateway.GetAsync("/more"));
    }

    [Theory]
    [InlineData("-")]
    [InlineData("/dev/stdin")]
    [InlineData("/dev/fd/0")]
    public async Task A_configuration_can_be_piped(string config)
    {
        _folder.With("piped", Mocks.Answering("text"));
        await using var tool = ToolProcess.StartInShell(_folder.Path, "exec < <(cat piped)", "validate", "-c", config);

        var end = await tool.EndAsync();

        Assert.EndsWith(" is valid: routes 1, clusters 0, plugins 1.", Assert.Single(end.Output), StringComparison.Ordinal);
        Assert.Equal(0, end.ExitCode);
    }

    [Fact]
    public async Task The_active_configuration_is_one_line_at_the_start_and_at_each_change()
    {
        _folder.With("gateway.yaml", Mocks.Answering("one"));
        await using var gateway = await RunningGateway.StartAsync(_folder.Path);
        Assert.Matches(@"Configuration \d+ is active: 1 route, 0 clusters, 0 consumers, 1 plugin loaded\.",
            await gateway.Tool.Errors.NextAsync(" is active: "));

        _folder.With("gateway.yaml", $"# moved\n{Mocks.Answering("two")}\nconsumers: {{ alice: {{}} }}");

        Assert.Contains(": 1 route (~1), 0 clusters, 1 consumer (+1), ",
            await gateway.Tool.Errors.NextAsync(" is active: "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:0", "http://127.0.0.1:")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "0", "http://[::]:")]
    public async Task The_address_comes_from_the_environment(string variable, string value, string expected)
    {
        _folder.With("gateway.yaml", "routes: {}");
        await using var tool = ResidentTool.Start(_folder.Path, [(variable, value)], "run");

        await tool.Output.NextAsync($"GatewayKit is listening on {expected}");
    }

    [Fact]
    public async Task An_option_goes_before_the_environment()
    {
        _folder.With("gateway.yaml", "routes: {}");
        await using var tool = ResidentTool.Start(_folder.Path, [("ASPNETCORE_URLS", "nothing")], "run", "--urls", "http://127.0.0.1:0");

        await tool.Output.NextAsync("GatewayKit is listening on http://127.0.0.1:");
    }

    [Fact]
    public async Task A_port_of_the_environment_that_is_invalid_is_named()
    {
        _folder.With("gateway.yaml", "routes: {}");
        await using var tool = ResidentTool.Start(_folder.Path, [("ASPNETCORE_HTTP_PORTS", "80a")], "run");

        var end = await tool.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith("gatewaykit: ASPNETCORE_HTTP_PORTS: ", Assert.Single(end.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_said_in_a_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}";
        _folder.With("gateway.yaml", "routes: {}");

        var end = await ResidentTool.RunAsync(_folder.Path, "run", "--urls", url);

        Assert.Equal(1, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.Equal($"gatewaykit: can't listen: Failed to bind to address {url}: address already in use.", end.Errors[^1]);
        Assert.DoesNotContain(end.Errors, line => line.Contains(" at System.", StringComparison.Ordinal));
        Assert.False(File.Exists(_folder["gateway.yaml.last-good"]));
    }

    [Fact]
    public async Task An_https_address_without_a_certificate_is_said_in_a_line()
    {
        _folder.With("gateway.yaml", "tls: { redirect: true }");

        var end = await ResidentTool.RunAsync(_folder.Path, "run", "--urls", "http://127.0.0.1:0;https://127.0.0.1:0");

        Assert.Equal(1, end.ExitCode);
        Assert.Equal(
            "gatewaykit: can't listen: https://127.0.0.1:0 needs a certificate. Set 'tls.certificates' in the gateway's configuration.",
            end.Errors[^1]);
    }
}
