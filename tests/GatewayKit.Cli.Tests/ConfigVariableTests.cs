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
    public async Task An_error_shows_the_name_of_a_variable_instead_of_its_value()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("hello.yaml", "routes: { hello: { match: { path: /hello }, clusterId: \"${env:VALUE}\" } }");

        var end = await gateway.ConfigAsync([("VALUE", "planted-new")], "validate", "-c", "hello.yaml");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(end.Errors, line => line.Contains("clusterId is '${env:VALUE}'", StringComparison.Ordinal));
        Assert.DoesNotContain(end.Errors, line => line.Contains("planted", StringComparison.Ordinal));
    }
}
