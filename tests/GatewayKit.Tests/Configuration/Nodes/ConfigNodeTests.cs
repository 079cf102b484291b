using GatewayKit.Configuration;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Tests.Configuration.Nodes;

public sealed class ConfigNodeTests
{
    private static readonly ConfigLocation s_row = new("database: routes/42");

    [Fact]
    public void An_error_has_the_location_of_its_node()
        => Assert.StartsWith(
            "database: routes/42: routes.orders: order is 'first'; it must be ",
            Assert.Single(Errors(new { routes = new { orders = ConfigNode.FromValue(new { order = "first" }, s_row) } })),
            StringComparison.Ordinal);

    [Fact]
    public void An_unknown_key_has_the_location_of_its_value()
        => Assert.Equal(
            "database: routes/42",
            Assert.Single(Bind(new ConfigMapping(
                [KeyValuePair.Create<string, ConfigNode>("root", new ConfigScalar("x", s_row))], new("database"))).Items).Location
                .ToString());

    [Fact]
    public void A_node_inside_a_value_keeps_its_own_location()
    {
        var root = (ConfigMapping)ConfigNode.FromValue(new { a = new ConfigScalar("1", s_row), b = 2 }, new ConfigLocation("database"));

        Assert.Equal(("database: routes/42", "database"), (root.Find("a")!.Location.ToString(), root.Find("b")!.Location.ToString()));
    }

    [Fact]
    public void A_key_can_occur_only_once_in_any_case()
        => Assert.Contains("'B' occurs twice", Assert.Throws<ArgumentException>(() => new ConfigMapping(
            [KeyValuePair.Create<string, ConfigNode>("b", new ConfigNull()),
                KeyValuePair.Create<string, ConfigNode>("B", new ConfigNull())])).Message,
                StringComparison.Ordinal);

    [Fact]
    public void Text_of_a_source_is_taken_literally()
        => Assert.Equal("${env:HOME}", new ConfigScalar("${env:HOME}").Text);

    [Fact]
    public void Sequences_and_values_are_bound_like_those_of_a_file()
    {
        ConfigNode entry = ConfigNode.FromValue(new { name = "mock" }, s_row);

        var config = GatewayConfigBinder.Bind(ConfigNode.FromValue(new { plugins = new ConfigSequence([entry]) }), new ConfigErrors());

        Assert.Equal(("mock", s_row), (config!.Plugins[0].Name, config.Plugins[0].Location));
    }

    [Theory]
    [InlineData("plugins: [ { name: mock, location: here } ]")]
    [InlineData("routes: { one: { match: { path: / }, location: here } }")]
    [InlineData("problems: { '404': { contentType: text/html, body: x, location: here } }")]
    public void A_location_is_not_a_key(string yaml)
        => Assert.Contains("location", Assert.Single(Documents.Errors(yaml)), StringComparison.Ordinal);

    private static IEnumerable<string> Errors(object root)
        => Bind(ConfigNode.FromValue(root, new ConfigLocation("database"))).Items.Select(e => e.ToString());

    private static ConfigErrors Bind(ConfigNode root)
    {
        var errors = new ConfigErrors();
        GatewayConfigBinder.Bind(root, errors);
        return errors;
    }
}
