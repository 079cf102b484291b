using System.Text.Json;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

/// <summary><c>gatewaykit plan --admin</c>: what a change does to the last requests of a running gateway.</summary>
public sealed class PlanAdminTests
{
    private const string Hello = """
        routes:
          hello: { match: { path: /hello }, plugins: [ { name: mock, options: { status: 201, body: "${env:HELLO_BODY:-a}" } } ] }
        """;

    [Fact]
    public async Task A_gateway_with_files_compares_the_whole_configuration()
    {
        using var folder = new WorkFolder()
            .With("gateway.yaml", Hello).With("new.yaml", Hello.Replace("201", "202", StringComparison.Ordinal));
        await using var gateway = await RunningGateway.StartAsync(folder.Path, "-c", "gateway.yaml", "--admin-urls", "http://127.0.0.1:0");
        var admin = await gateway.AdminAsync();
        await gateway.GetAsync("/hello");

        var end = await PlanAsync(folder, 3, "new.yaml", "--admin", admin);

        Assert.Equal($"new.yaml against {admin}/", end.Output[0]);
        Assert.Contains(end.Output, line => line.Contains("mock: status 201 -> 202", StringComparison.Ordinal));
        Assert.Contains("1 of 1 request changes: 1 options.", end.Output);
        Assert.StartsWith("The gateway has sampled 1 of 1 requests since ", end.Output[^1], StringComparison.Ordinal);
        await PlanAsync(folder, 0, "gateway.yaml", "--admin", admin);
        folder.With("variable.yaml", Hello.Replace("HELLO_BODY:-a", "HELLO_BODY:-planted-body", StringComparison.Ordinal));
        var variable = await PlanAsync(folder, 3, "variable.yaml", "--admin", admin);
        Assert.Contains(variable.Output, line => line.Contains("-> ${env:HELLO_BODY:-planted-body}", StringComparison.Ordinal));
        folder.With("bad.yaml", Hello.Replace("mock", "mok", StringComparison.Ordinal));
        var bad = await ResidentTool.RunAsync(folder.Path, "plan", "bad.yaml", "--admin", admin);
        Assert.StartsWith("bad.yaml:2:", Assert.Single(bad.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_with_a_store_compares_its_content()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("gateway.yaml", Hello).With("empty.yaml", "{}")
            .With("bad.yaml", Hello.Replace("mock", "mok", StringComparison.Ordinal));
        await gateway.ConfigAsync("apply");
        await gateway.ServesAsync("/hello", 201);
        string[] admin = ["--admin", gateway.Admin, "--admin-key", StoreGateway.Key];

        var same = await PlanAsync(gateway.Folder, 3, ["empty.yaml", "--output", "json", .. admin]);
        var bad = await PlanAsync(gateway.Folder, 1, ["bad.yaml", .. admin]);

        using var json = JsonDocument.Parse(string.Join('\n', same.Output));
        Assert.Contains("no-route", json.RootElement.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString()));
        Assert.Contains("no plugin is named 'mok'", Assert.Single(bad.Errors), StringComparison.Ordinal);
        Assert.StartsWith("bad.yaml:2:", bad.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_without_requests_has_nothing_to_compare()
    {
        using var folder = new WorkFolder().With("gateway.yaml", Hello);
        await using var gateway = await RunningGateway.StartAsync(folder.Path, "-c", "gateway.yaml", "--admin-urls", "http://127.0.0.1:0");
        var admin = await gateway.AdminAsync();

        var end = await ResidentTool.RunAsync(folder.Path, "plan", "gateway.yaml", "--admin", admin);

        Assert.Equal(1, end.ExitCode);
        Assert.Equal($"gatewaykit: the gateway at {admin}/ has no requests of the last minutes to compare.", Assert.Single(end.Errors));
    }

    /// <summary>Plans once the gateway has recorded a request: an exchange can end after its answer.</summary>
    private static async Task<ToolResult> PlanAsync(WorkFolder folder, int exitCode, params string[] arguments)
    {
        using var patience = new CancellationTokenSource(Bound.Time);
        while (true)
        {
            var end = await ResidentTool.RunAsync(folder.Path, ["plan", .. arguments]);
            if (exitCode == end.ExitCode && !end.Errors.Any(line => line.Contains("no requests", StringComparison.Ordinal)))
                return end;

            // A request is part of the sample after its client has the response.
            Assert.False(patience.IsCancellationRequested, $"{end.ExitCode}: {string.Join('\n', end.Errors.Concat(end.Output))}");
        }
    }
}
