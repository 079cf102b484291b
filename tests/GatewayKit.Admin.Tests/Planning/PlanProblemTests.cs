using GatewayKit.Admin.Tests.Endpoints;
using GatewayKit.Admin.Tests.Entries;
using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Planning;

/// <summary>Changes that aren't compared.</summary>
public sealed class PlanProblemTests
{
    private const string Rule = "The body must have either changes, as for a transaction, or a configuration.";
    private const string Empty = "The configuration is empty. A gateway without routes is written as {}.";
    private const string Variable = "GATEWAYKIT_PLAN_SECRET";

    [Theory]
    [InlineData("{ }", 400, "", Rule)]
    [InlineData("""{ "changes": [], "configuration": {} }""", 400, "", Rule)]
    [InlineData("""{ "changes": 1 }""", 400, "changes", "the JSON isn't valid here.")]
    [InlineData("""{ "changes": [ { "key": "nonsense", "content": {} } ] }""", 400, "changes[0].key", null)]
    [InlineData("""{ "changes": [ { "key": "routes/a", "content": { "clusterId": "none" } } ] }""", 422, "store: routes/a", null)]
    [InlineData("""{ "configuration": { "routes": { "a": 1 } } }""", 422, "configuration.json:1:", null)]
    [InlineData("""{ "configuration": null }""", 422, "configuration.json:1:1", Empty)]
    public async Task A_body_that_is_not_a_valid_change_is_refused_with_its_places(
        string body, int status, string location, string? message)
    {
        await using var host = await StoreHost.StartAsync();

        var answer = await host.SendAsync("POST", "/v1/plan", body, AdminHost.OperatorKey);

        var error = answer.Json["errors"]!.AsArray()[0]!;
        Assert.Equal((status, true), (answer.Status, ((string?)error["location"])!.StartsWith(location, StringComparison.Ordinal)));
        Assert.Equal(message ?? (string?)error["message"], (string?)error["message"]);
    }

    [Fact]
    public async Task Every_error_of_a_configuration_has_its_place()
    {
        await using var host = await AdminHost.StartAsync(Shop.Configuration, Shop.UsePlugins);

        var answer = await host.PlanYamlAsync("""
            routes:
              a: { clusterId: none, match: { path: /a }, plugins: [ { name: no-such-plugin } ] }
              b: { clusterId: none, match: { path: /b }, unknown: 1 }
            """);

        Assert.Equal(422, answer.Status);
        Assert.Equal(["configuration.yaml:2", "configuration.yaml:3"],
            answer.Json["errors"]!.AsArray().Select(error => ((string)error!["location"]!)[..20]).Distinct().Order());
    }

    [Fact]
    public async Task Variables_of_the_gateway_are_not_read()
    {
        Environment.SetEnvironmentVariable(Variable, "planted-variable");
        await using var host = await AdminHost.StartAsync(Shop.Configuration, Shop.UsePlugins);

        var answer = await host.PlanYamlAsync($$"""
            routes:
              a: { match: { path: "/${env:{{Variable}}}" } }
              b: { match: { path: "/${env:NONE:-default}" } }
              c: { match: { path: "/$${env:{{Variable}}}" }, unknown: 1 }
            """);

        Assert.Equal(422, answer.Status);
        Assert.Equal(2, answer.Text.Split("variables aren't replaced in a configuration that is sent").Length - 1);
        Assert.DoesNotContain("planted", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_can_not_plan()
    {
        await using var host = await AdminHost.StartWithKeysAsync();

        Assert.Equal(403, (await host.PlanYamlAsync("{}", AdminHost.ViewerKey)).Status);
        Assert.Equal(401, (await host.PlanYamlAsync("{}")).Status);
        Assert.Equal(200, (await host.PlanYamlAsync("{}", AdminHost.OperatorKey)).Status);
    }

    [Fact]
    public async Task Without_a_sample_or_a_store_there_is_no_plan()
    {
        await using var off = await AdminHost.StartAsync(options => options.TrafficSample.RequestsPerMinute = 0);
        await using var host = await AdminHost.StartAsync();

        Assert.Equal(404, (await off.PlanYamlAsync("{}")).Status);
        Assert.Equal(404, (await host.SendAsync(HttpMethod.Post, "/v1/plan", null, """{ "changes": [] }""")).Status);
    }

    [Fact]
    public async Task A_body_of_another_type_or_size_is_refused()
    {
        await using var host = await AdminHost.StartAsync();

        var answer = await host.SendAsync(HttpMethod.Post, "/v1/plan", null, "{}", ("Content-Type", "text/plain"));
        Assert.Equal((415, "The Content-Type must be application/json or application/yaml."), (answer.Status, answer.Detail));

        var large = await host.SendAsync(
            HttpMethod.Post, "/v1/plan", null, new string('#', 17 * 1024 * 1024), ("Content-Type", PlanHost.Yaml));
        Assert.Equal(413, large.Status);
    }
}
