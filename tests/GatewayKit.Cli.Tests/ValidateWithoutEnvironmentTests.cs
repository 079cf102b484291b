using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class ValidateWithoutEnvironmentTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_variable_that_is_not_set_is_a_warning_with_its_place()
    {
        _folder.With("gateway.yaml", "consumers:\n  alice: { credentials: { key-auth: [ { key: '${env:NOT_SET}' } ] } }\n");

        Assert.Equal(1, (await ResidentTool.RunAsync(_folder.Path, "validate")).ExitCode);
        var end = await ValidateAsync();

        Assert.Equal((0, "gateway.yaml is valid: routes 0, clusters 0, plugins 0."), (end.ExitCode, Assert.Single(end.Output)));
        Assert.Equal(
            "warning: gateway.yaml:2:46: consumers.alice.credentials.key-auth[0].key: the environment variable 'NOT_SET' isn't set. Values "
                + "that depend on it aren't checked.",
            Assert.Single(end.Errors));
    }

    [Theory]
    [InlineData("a number of a route", "order: '${env:NOT_SET}'")]
    [InlineData("a method", "match: { path: /a, methods: ['${env:NOT_SET}'] }")]
    [InlineData("a path", "match: { path: '${env:NOT_SET}' }")]
    [InlineData("a part of a path", "match: { path: '${env:NOT_SET}/a' }")]
    [InlineData("a cluster", "clusterId: '${env:NOT_SET}'")]
    [InlineData("a transform", "transforms: [ { pathPrefix: '${env:NOT_SET}' } ]")]
    [InlineData("a number, a choice and a duration",
        "plugins: [ { name: rate-limit, options: { limit: '${env:NOT_SET}', by: '${env:NOT_SET}', window: '${env:NOT_SET}s' } } ]")]
    [InlineData("a switch", "plugins: [ { name: rate-limit, enabled: '${env:NOT_SET}', options: { limit: 1, window: 1m } } ]")]
    [InlineData("an origin in a list", "plugins: [ { name: cors, options: { origins: ['${env:NOT_SET}'] } } ]")]
    [InlineData("a file", "plugins: [ { name: mock, options: { openapi: '${env:NOT_SET}' } } ]")]
    [InlineData("a plugin", "plugins: [ { name: '${env:NOT_SET}' } ]")]
    public async Task A_value_that_depends_on_it_is_not_reported_again(string what, string keys)
    {
        var rest = keys.StartsWith("match", StringComparison.Ordinal) ? keys : $"match: {{ path: /a }}, {keys}";
        Write($"{(keys.StartsWith("clusterId", StringComparison.Ordinal) ? "" : "clusterId: up, ")}{rest}");

        var end = await ValidateAsync();

        Assert.True(end.ExitCode == 0, what + ": " + string.Join('\n', end.Errors));
        Assert.All(end.Errors,
            line => Assert.True(line.Contains("'NOT_SET' isn't set", StringComparison.Ordinal)
                || line.Contains("no route uses it", StringComparison.Ordinal), line));
    }

    [Theory]
    [InlineData("${env:NOT_SET}")]
    [InlineData("http://${env:NOT_SET}:8080/")]
    [InlineData("http://upstream:${env:NOT_SET}/")]
    [InlineData("http://${env:NOT_SET}:${env:NEITHER_SET}")]
    public async Task An_address_that_depends_on_it_is_valid(string address)
    {
        Write("clusterId: up, match: { path: /a }", address);

        var end = await ValidateAsync();

        Assert.Equal(0, end.ExitCode);
        Assert.All(end.Errors, line => Assert.StartsWith("warning: gateway.yaml:4:", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_errors_of_the_same_entry_are_still_errors()
    {
        Write("clusterId: down, match: { path: /a }, plugins: [ { name: rate-limit, options: { limit: 0, window: '${env:NOT_SET}' } } ]");

        var end = await ValidateAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Equal(
            [
                "gateway.yaml:2:6: routes.a: clusterId is 'down'; no cluster has this name. There are: up.",
                "gateway.yaml:2:95: routes.a.plugins[0] (rate-limit): options.limit is 0; it must be between 1 and 1000000.",
            ],
            end.Errors);
    }

    [Fact]
    public async Task A_default_and_a_variable_that_is_set_are_checked_as_usual()
    {
        Write("clusterId: up, match: { path: /a }, order: '${env:NOT_SET:-first}'");

        var end = await ValidateAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("order is '${env:NOT_SET:-first}'", end.Errors[^1], StringComparison.Ordinal);
    }

    private void Write(string route, string address = "http://127.0.0.1:5001")
        => _folder.With("gateway.yaml",
            $"routes:\n  a: {{ {route} }}\nclusters:\n  up: {{ destinations: {{ one: {{ address: '{address}' }} }} }}\n");

    private Task<ToolResult> ValidateAsync() => ResidentTool.RunAsync(_folder.Path, "validate", "--no-env");
}
