using System.Text.Json;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests.Logging;

public sealed class ExchangeLogTests : IDisposable
{
    private const string Secret = "a-key-in-a-query";

    private readonly WorkFolder _folder = new WorkFolder().With("gateway.yaml", """
        routes:
          orders: { clusterId: shop, match: { path: "/orders/{**rest}" } }
          checked: { clusterId: shop, match: { path: "/checked/{**rest}" }, plugins: [ { name: correlation-id } ] }
        clusters:
          shop: { destinations: { one: { address: "http://127.0.0.1:9" } } }
        """);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/orders/7", "orders")]
    [InlineData("/checked/7", "checked")]
    public async Task The_trace_id_of_a_problem_leads_to_its_log_line_with_route_cluster_and_destination(string path, string route)
    {
        await using var gateway = await RunningGateway.StartAsync(_folder.Path);

        var traceId = await ProblemAsync(gateway, path);

        var line = await gateway.Tool.Errors.NextAsync($"TraceId={traceId}");
        Assert.EndsWith($" TraceId={traceId} Route={route} Cluster=shop Destination=one", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Logging__Console__FormatterName", "json")]
    [InlineData("UNUSED", "", "--log-format", "json")]
    public async Task Logs_are_JSON_on_request_and_name_the_exchange(string variable, string value, params string[] arguments)
    {
        await using var gateway = await RunningGateway.StartAsync(_folder.Path, [(variable, value)], arguments);

        var traceId = await ProblemAsync(gateway, "/orders/7");

        using var line = JsonDocument.Parse(await gateway.Tool.Errors.NextAsync(traceId));
        var exchange = Assert.Single(
            line.RootElement.GetProperty("Scopes").EnumerateArray(), scope => scope.TryGetProperty("Route", out _));
        Assert.Equal((traceId, "orders", "shop", "one"), (Text("TraceId"), Text("Route"), Text("Cluster"), Text("Destination")));

        string? Text(string name) => exchange.GetProperty(name).GetString();
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task No_level_writes_the_query_of_a_URL(string format)
    {
        await using var gateway = await RunningGateway.StartAsync(_folder.Path, "--log-level", "Trace", "--log-format", format);
        foreach (var path in new[] { "/orders/7", "/checked/7", "/nowhere", "/orders//7" })
        {
            using var answer = await gateway.Client.GetAsync(new Uri($"{path}?api_key={Secret}", UriKind.Relative));
        }

        await gateway.Tool.SignalAsync("INT");
        var end = await gateway.Tool.EndAsync();

        Assert.Contains(end.Errors, line => line.Contains("/checked/7", StringComparison.Ordinal));
        Assert.DoesNotContain(end.Errors, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    private static async Task<string> ProblemAsync(RunningGateway gateway, string path)
    {
        using var answer = await gateway.Client.GetAsync(new Uri(path, UriKind.Relative));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(502, problem.RootElement.GetProperty("status").GetInt32());
        return problem.RootElement.GetProperty("traceId").GetString()!;
    }
}
