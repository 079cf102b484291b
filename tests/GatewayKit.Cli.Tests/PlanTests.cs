using System.Globalization;
using System.Text.Json;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

/// <summary><c>gatewaykit plan</c>: what a change does to recorded requests.</summary>
public sealed class PlanTests : IDisposable
{
    private const string Old = """
        routes:
          orders:
            clusterId: orders
            match: { path: "/orders/{**rest}" }
            plugins:
              - { name: key-auth }
              - { name: rate-limit, options: { limit: 100, window: 1m } }
          pets: { clusterId: orders, match: { path: "/pets/{**rest}", hosts: [pets.example] } }
        clusters:
          orders: { destinations: { one: { address: "http://127.0.0.1:9" } } }
          pets: { destinations: { one: { address: "http://127.0.0.1:9" } } }
        consumers:
          alice: { credentials: { key-auth: [ { key: alice-key } ] } }
        """;

    private readonly WorkFolder _folder = new WorkFolder()
        .With("gateway.yaml", Old)
        .With("access.log", """
            {"method":"GET","host":"shop.example","path":"/orders/1","query":"token=REDACTED","status":200,"consumer":"alice"}
            {"method":"GET","host":"shop.example","path":"/orders/2","status":200,"consumer":"alice"}
            {"method":"GET","host":"shop.example","path":"/orders/3","status":401,"consumer":null}
            {"method":"GET","host":"pets.example","path":"/pets/1","status":200}
            """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_configuration_changes_nothing()
    {
        _folder.With("new.yaml", Old);

        var end = await PlanAsync(0, "new.yaml", "--traffic", "access.log");

        Assert.Equal(
            ["new.yaml against gateway.yaml", "", "4 requests, none of which changes.", "2 requests had no known caller."], end.Output);
        Assert.Empty(end.Errors);
    }

    [Fact]
    public async Task Changes_are_grouped_with_the_worst_first()
    {
        Change(("- { name: key-auth }", ""), ("limit: 100", "limit: 50"), ("pets: { clusterId: orders", "pets: { clusterId: pets"));

        var end = await PlanAsync(3, "new.yaml", "--traffic", "access.log");

        Assert.Equal(
            [
                "new.yaml against gateway.yaml",
                "",
                "REQUESTS  CHANGE     ROUTE",
                "       2  protected  orders",
                "            key-auth no longer runs",
                "            plugins: - key-auth",
                "            rate-limit: limit 100 -> 50",
                "            for example GET http://shop.example/orders/1 (alice)",
                "       1  protected  orders",
                "            key-auth no longer runs",
                "            401 of key-auth -> continues",
                "            plugins: - key-auth",
                "            rate-limit: limit 100 -> 50",
                "            for example GET http://shop.example/orders/3",
                "       1  cluster    pets",
                "            cluster: orders -> pets",
                "            for example GET http://pets.example/pets/1",
                "",
                "4 of 4 requests change: 3 protected, 1 cluster.",
                "2 requests had no known caller.",
            ],
            end.Output);
        Assert.DoesNotContain(end.Output, line => line.Contains("token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changed_options_of_a_plugin_that_protects_come_before_other_options_and_lines_fit_a_terminal()
    {
        var names = string.Join(", ", Enumerable.Range(0, 30).Select(number => $"X-Key-{number}"));
        Change(("{ name: key-auth }", $"{{ name: key-auth, options: {{ headers: [{names}] }} }}"),
            ("pets: { clusterId: orders", "pets: { clusterId: pets"));
        _folder.With("long.log", $$"""
            {"method":"GET","host":"shop.example","path":"/orders/{{new string('a', 200)}}","consumer":"alice"}
            """);

        var end = await PlanAsync(3, "new.yaml", "--traffic", "access.log", "--traffic", "long.log", "--fail-on", "protection-options");

        Assert.StartsWith("       4  protection-options  orders", end.Output[3], StringComparison.Ordinal);
        Assert.Contains("5 of 5 requests change: 4 protection-options, 1 cluster.", end.Output);
        Assert.All(end.Output, line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public async Task Many_requests_are_compared_in_batches()
    {
        Change(("limit: 100", "limit: 50"));
        _folder.With("many.log", string.Join('\n', Enumerable.Range(0, 3_000).Select(number => string.Create(
            CultureInfo.InvariantCulture, $$"""{"method":"GET","path":"/orders/{{number % 700}}","status":200,"consumer":"alice"}"""))));

        var end = await PlanAsync(3, "new.yaml", "--traffic", "many.log");

        Assert.Contains("3000 of 3000 requests change: 3000 options.", end.Output);
        Assert.StartsWith("    3000  options  orders", end.Output[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "protected")]
    [InlineData(3, "protected,cluster")]
    [InlineData(3, "settings, cluster")]
    public async Task A_pipeline_chooses_the_changes_for_which_it_fails(int exitCode, string kinds)
    {
        Change(("pets: { clusterId: orders", "pets: { clusterId: pets"));

        await PlanAsync(exitCode, "new.yaml", "--traffic", "access.log", "--fail-on", kinds);
    }

    [Fact]
    public async Task A_program_reads_JSON()
    {
        Change(("    match: { path: \"/orders/{**rest}\" }", "    match: { path: \"/orders/{**rest}\", methods: [POST] }"));

        var end = await PlanAsync(3, "new.yaml", "--traffic", "access.log", "--output", "json");

        using var json = JsonDocument.Parse(string.Join('\n', end.Output));
        Assert.Equal((4, 3), (json.RootElement.GetProperty("requests").GetInt32(), json.RootElement.GetProperty("changed").GetInt32()));
        var change = json.RootElement.GetProperty("changes")[0];
        Assert.Equal("no-route", change.GetProperty("kind").GetString());
        Assert.Equal(["key-auth", "rate-limit"],
            change.GetProperty("before").GetProperty("plugins").EnumerateArray().Select(plugin => plugin.GetString()));
        Assert.Equal(405, change.GetProperty("after").GetProperty("refused").GetInt32());
        Assert.Equal("alice", change.GetProperty("examples")[0].GetProperty("consumer").GetString());
    }

    [Fact]
    public async Task Another_format_has_the_host_of_an_option_and_its_malformed_lines_are_reported()
    {
        Change(("hosts: [pets.example]", "hosts: [animals.example]"));
        _folder.With("common.log", """
            127.0.0.1 - - [01/Dec/2026:17:45:12 +0000] "GET /pets/1 HTTP/1.1" 200 5
            secret nonsense
            """);

        var end = await PlanAsync(3, "new.yaml", "--traffic", "common.log", "--host", "pets.example");

        Assert.Contains("1 of 1 request changes: 1 no-route.", end.Output);
        Assert.Equal(
            "warning: common.log:2: The line is neither JSON nor in the Common or Combined Log Format.", Assert.Single(end.Errors));
    }

    [Fact]
    public async Task Characters_that_control_a_terminal_are_replaced()
    {
        Change(("pets: { clusterId: orders", "pets: { clusterId: pets"));
        _folder.With("hostile.log", """
            {"method":"GET","host":"pets.example","path":"/pets/1","consumer":"a\u001b[2J\u009b\u202eb","status":200}
            """);

        var end = await PlanAsync(3, "new.yaml", "--traffic", "hostile.log");

        Assert.Contains(end.Output, line => line.Contains("(a\uFFFD[2J\uFFFD\uFFFDb)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scheme_decides_about_redirects_and_a_record_that_does_not_fit_is_reported()
    {
        const string Redirect = "tls: { redirect: true }\n";
        _folder.With("gateway.yaml", Redirect + Old).With("new.yaml", Redirect + Old)
            .With("common.log", "127.0.0.1 - - [01/Dec/2026:17:45:12 +0000] \"GET /pets/1 HTTP/1.1\" 200 5");
        string[] arguments = ["new.yaml", "--traffic", "common.log", "--host", "pets.example"];

        var end = await PlanAsync(0, arguments);
        var other = await PlanAsync(0, [.. arguments, "--scheme", "http"]);

        Assert.DoesNotContain(end.Output, IsContradiction);
        Assert.Contains(other.Output, IsContradiction);

        static bool IsContradiction(string line) => line.StartsWith(
            "1 request got another status than the earlier configuration's; ", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_errors_of_both_configurations_are_reported()
    {
        _folder.With("gateway.yaml", "routes: { a: 1 }").With("new.yaml", "routes: { b: 2 }");

        var end = await PlanAsync(1, "new.yaml", "--traffic", "access.log");

        Assert.Equal(["gateway.yaml:1:14", "new.yaml:1:14"], end.Errors.Select(line => line.Split(' ')[0].TrimEnd(':')));
    }

    [Theory]
    [InlineData("gatewaykit: --traffic: missing.log can't be read: ", "new.yaml", "--traffic", "missing.log")]
    [InlineData("gatewaykit: --traffic: empty.log: there are no requests to compare.", "new.yaml", "--traffic", "empty.log")]
    [InlineData("gatewaykit: --fail-on: 'worst' isn't a kind of change; the kinds are protected, protection-options, ",
        "new.yaml", "--traffic", "access.log", "--fail-on", "worst")]
    [InlineData("bad.yaml:1:", "bad.yaml", "--traffic", "access.log")]
    [InlineData("bad.yaml:1:", "new.yaml", "--traffic", "access.log", "--against", "bad.yaml")]
    [InlineData("gatewaykit: Specify either --traffic FILE or --admin URL.", "new.yaml")]
    [InlineData("gatewaykit: Specify either --traffic FILE or --admin URL.", "new.yaml", "--traffic", "access.log", "--admin", "http://a")]
    [InlineData("gatewaykit: --against: with --admin, ", "new.yaml", "--admin", "http://a", "--against", "new.yaml")]
    public async Task An_error_is_a_line(string expected, params string[] arguments)
    {
        _folder.With("new.yaml", Old).With("bad.yaml", "routes: { a: 1 }").With("empty.log", "\n");

        var end = await PlanAsync(1, arguments);

        Assert.StartsWith(expected, Assert.Single(end.Errors), StringComparison.Ordinal);
    }

    private void Change(params (string From, string To)[] changes)
        => _folder.With("new.yaml", changes.Aggregate(Old, (text, change) =>
        {
            Assert.Contains(change.From, text, StringComparison.Ordinal);
            return text.Replace(change.From, change.To, StringComparison.Ordinal);
        }));

    private async Task<ToolResult> PlanAsync(int exitCode, params string[] arguments)
    {
        var end = await ResidentTool.RunAsync(_folder.Path, ["plan", .. arguments]);
        Assert.True(exitCode == end.ExitCode, string.Join('\n', end.Errors.Concat(end.Output)));
        return end;
    }
}
