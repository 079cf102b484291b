using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class ValidateTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_valid_file_is_one_line_and_nothing_is_kept()
    {
        _folder.With("gateway.yaml", Mocks.Answering("text"));

        var end = await ToolProcess.RunAsync(_folder.Path, "validate");

        Assert.Equal(0, end.ExitCode);
        Assert.Equal(["gateway.yaml is valid: routes 1, clusters 0, plugins 1."], end.Output);
        Assert.Empty(end.Errors);
        Assert.Equal([_folder["gateway.yaml"]], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Ten_different_mistakes_are_all_named_with_their_places()
    {
        _folder.With("gateway.yaml", """
            plugins:
              - name: corelation-id
            routes:
              orders:
                clusterId: order
                match: { path: "/orders/{**rest}" }
                order: first
                plugins:
                  - name: key-auth
                    onError: continue
                  - name: rate-limit
                    options: { limit: 0, window: 1m }
                  - name: mock
                    timout: 1s
              broken:
                clusterId: orders
                match: { path: "/{" }
                corsPolicy: default
            clusters:
              orders: { destinations: { one: { address: "localhost:5001" } } }
            consumers:
              alice:
                groups: [gold]
                credentials: { key-auth: [ { key: "${env:NOT_SET_ANYWHERE}" } ] }
            shutdown: { drainDelay: 1h }
            """);

        var end = await ResidentTool.RunAsync(_folder.Path, "validate", "-c", "gateway.yaml");

        Assert.Equal(1, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.Equal(
            [
                "gateway.yaml:2:5: plugins[0]: no plugin is named 'corelation-id'. Did you mean 'correlation-id'?",
                "gateway.yaml:5:5: routes.orders: clusterId is 'order'; no cluster has this name. Did you mean 'orders'?",
                "gateway.yaml:7:12: routes.orders: order is 'first'; it must be a whole number",
                "gateway.yaml:9:9: routes.orders.plugins[0] (key-auth): onError is 'continue'",
                "gateway.yaml:12:27: routes.orders.plugins[1] (rate-limit): options.limit is 0; it must be between 1 and 1000000.",
                "gateway.yaml:14:9: routes.orders.plugins[2] (mock): timout is unknown. Did you mean 'timeout'?",
                "gateway.yaml:16:5: routes.broken: match.path is '/{': ",
                "gateway.yaml:16:5: routes.broken: corsPolicy is 'default', but the stock host doesn't define policies",
                "gateway.yaml:20:11: clusters.orders.destinations.one: address is 'localhost:5001'",
                "gateway.yaml:23:5: consumers.alice: groups names 'gold'; there is no group.",
                "gateway.yaml:24:39: consumers.alice.credentials.key-auth[0].key: the environment variable 'NOT_SET_ANYWHERE' isn't set",
                "gateway.yaml:25:25: shutdown: drainDelay is 1h; it must be between 0s and 10m.",
            ],
            end.Errors, (expected, found) => found.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_that_is_no_YAML_has_a_place_too()
    {
        _folder.With("gateway.yaml", "routes:\n  orders: [\n");

        var end = await ResidentTool.RunAsync(_folder.Path, "validate");

        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith("gateway.yaml:2:11: ", Assert.Single(end.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_does_not_load_is_a_warning_until_something_uses_it()
    {
        Directory.CreateDirectory(_folder["plugins/Team.Audit"]);
        _folder.With("plugins/Team.Audit/Team.Audit.dll", "no assembly").With("gateway.yaml", "routes: {}");

        var unused = await ResidentTool.RunAsync(_folder.Path, "validate", "--plugins", "plugins");
        Assert.Equal(0, unused.ExitCode);
        Assert.StartsWith("gatewaykit: warning: plugin assembly 'Team.Audit' can't be loaded:",
            Assert.Single(unused.Errors), StringComparison.Ordinal);

        _folder.With("gateway.yaml", "plugins: [ { name: audit } ]");
        var used = await ResidentTool.RunAsync(_folder.Path, "validate", "--plugins", "plugins");
        Assert.Equal(1, used.ExitCode);
        Assert.Contains("no plugin is named 'audit'. No plugin is loaded. Not loaded: plugin assembly 'Team.Audit'",
            Assert.Single(used.Errors), StringComparison.Ordinal);
    }
}
