using GatewayKit.Kubernetes.TestServer;

namespace GatewayKit.Kubernetes.Tests.Deploy;

/// <summary>An API server with the definitions.</summary>
public sealed class AppliedDefinitionTests : IAsyncLifetime
{
    private TestApiServer _server = null!;

    public async Task InitializeAsync() => _server = await TestApiServer.StartAsync(
        new TestApiServerOptions { Definitions = [Path.Combine(DeployFiles.Folder, "crds")] });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void A_plugin_gets_defaults_and_keeps_its_options()
    {
        _server.Apply("""
            apiVersion: gatewaykit.io/v1alpha1
            kind: GatewayPlugin
            metadata: { name: limit, namespace: default }
            spec:
              plugin: rate-limit
              options: { limits: [ { limit: 5, window: 1m } ] }
              typo: 1
            """);

        var spec = _server.Get("GatewayPlugin", "default", "limit")!["spec"]!;
        Assert.Equal(5, (int?)spec["options"]!["limits"]![0]!["limit"]);
        Assert.True((bool?)spec["enabled"]);
        Assert.Null(spec["typo"]);
    }

    [Theory]
    [InlineData("GatewayPlugin", "plugin: not/a/name", "spec.plugin")]
    [InlineData("GatewayPlugin", "{ plugin: cors, stage: later }", "spec.stage")]
    [InlineData("GatewayPlugin", "{ plugin: cors, optionsFrom: [ { path: a }, { path: a } ] }", "spec.optionsFrom[1]")]
    [InlineData("GatewayPolicy", "{ plugins: [ { name: a } ] }", "spec.targetRefs")]
    [InlineData("GatewayPolicy", "{ plugins: [], targetRefs: [ { group: '', kind: Service, name: a } ] }", "spec.plugins")]
    [InlineData(
        "GatewayPolicy", "{ plugins: [ { name: a } ], targetRefs: [ { group: '', kind: Pod, name: a } ] }", "spec.targetRefs[0].kind")]
    [InlineData("GatewayConsumer", "{ username: team/alice }", "spec.username")]
    [InlineData("GatewayConsumer", "{ groups: [ gold, gold ] }", "spec.groups[1]")]
    public void A_wrong_value_is_rejected_with_its_path(string kind, string spec, string path)
    {
        var error = Assert.ThrowsAny<Exception>(() => _server.Apply($$"""
            apiVersion: gatewaykit.io/v1alpha1
            kind: {{kind}}
            metadata: { name: a, namespace: default }
            spec: {{(spec.StartsWith('{') ? spec : $"{{ {spec} }}")}}
            """));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }
}
