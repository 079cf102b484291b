namespace GatewayKit.Plugins.Tests.Bodies;

public sealed class ContentTypesTests
{
    [Theory]
    [InlineData("compress", "contentTypes: []")]
    [InlineData("find-replace", "request: [ { find: a, replace: b } ], contentTypes: []")]
    [InlineData("rewrite-links", "publicUrl: https://api.example.com, contentTypes: []")]
    public async Task A_plugin_without_a_type_of_bodies_is_refused(string plugin, string options)
        => Assert.StartsWith(
            $"({plugin}): options.contentTypes ",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: {plugin}, options: {{ {options} }} }}")),
            StringComparison.Ordinal);
}
