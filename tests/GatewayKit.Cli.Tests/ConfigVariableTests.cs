using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class ConfigVariableTests
{
    private const string Plain = "routes: { hello: { match: { path: /hello }, plugins: [ { name: mock, options: { body: text } } ] } }";
    private const string Text = """
        routes: { hello: { match: { path: /hello }, plugins: [ { name: mock, options: { body: "${env:VALUE}" } } ] } }
        """;

    [Theory]
    [InlineData("diff", 2)]
    [InlineData("apply", 0)]
    public async Task Values_of_variables_before_and_afterwards_are_not_shown(string command, int exitCode)
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("hello.yaml", Text);
        await gateway.ConfigAsync([("VALUE", "planted-old")], "apply", "-c", "hello.yaml");

        var end = await gateway.ConfigAsync([("VALUE", "planted-new")], command, "-c", "hello.yaml");

        Assert.Equal(exitCode, end.ExitCode);
        Assert.Contains("    plugins[0].options.body: \"***\" -> \"***\" (another secret)", end.Output);
        Assert.DoesNotContain(end.Output.Concat(end.Errors), line => line.Contains("planted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_store_knows_which_values_came_from_variables()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("hello.yaml", Text);
        await gateway.ConfigAsync([("VALUE", "planted-old")], "apply", "-c", "hello.yaml");
        await gateway.ConfigAsync([("VALUE", "planted-new")], "apply", "-c", "hello.yaml");
        await gateway.ServesAsync("/hello", 200);

        var exported = await gateway.ConfigAsync("export", "-o", "exported.yaml");
        var again = await gateway.ConfigAsync("apply", "-c", "exported.yaml");

        Assert.Equal((0, "No differences to revision 2."), (exported.ExitCode, again.Output[^1]));
        Assert.Contains("body: \"***\"", await File.ReadAllTextAsync(gateway.Folder["exported.yaml"]), StringComparison.Ordinal);
        foreach (var path in new[] { "/v1/entries", "/v1/config", "/v1/routes/hello", "/v1/revisions/2/diff", "/v1/revisions/1/diff" })
            Assert.DoesNotContain("planted", await gateway.GetAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_value_of_a_variable_within_a_new_item_is_not_shown()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder
            .With("hello.yaml", Plain)
            .With("next.yaml", Text.Replace("plugins: [", "plugins: [ { name: security-headers },", StringComparison.Ordinal));
        await gateway.ConfigAsync("apply", "-c", "hello.yaml");

        var diff = await gateway.ConfigAsync([("VALUE", "planted-new")], "diff", "-c", "next.yaml");

        Assert.Equal(2, diff.ExitCode);
        Assert.Contains("    plugins[1]: (none) -> {\"name\":\"mock\",\"options\":{\"body\":\"***\"}}", diff.Output);
    }

    [Fact]
    public async Task An_error_does_not_show_the_value_of_a_variable()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("hello.yaml", "routes: { hello: { match: { path: /hello }, clusterId: \"${env:VALUE}\" } }");

        var end = await gateway.ConfigAsync([("VALUE", "planted-new")], "validate", "-c", "hello.yaml");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(end.Errors, line => line.Contains("clusterId is '***'", StringComparison.Ordinal));
        Assert.DoesNotContain(end.Errors, line => line.Contains("planted", StringComparison.Ordinal));
    }
}
