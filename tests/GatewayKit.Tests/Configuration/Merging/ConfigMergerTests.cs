using System.Collections.Immutable;
using System.Reflection;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Merging;
using GatewayKit.Runtime;
using GatewayKit.Tests.Configuration;

namespace GatewayKit.Tests.Configuration.Merging;

public class ConfigMergerTests
{
    [Fact]
    public void Every_property_of_a_configuration_has_a_rule()
        => Assert.Equal(
            typeof(GatewayConfig).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(p => p.SetMethod is not null).Select(p => p.Name).Order(),
            ConfigMerger.Rules.Keys.Order());

    [Fact]
    public void Two_files_make_one_configuration()
    {
        var errors = new ConfigErrors();
        var merged = ConfigMerger.Merge(
            [
                ("a.yaml", Documents.Config("plugins: [ { name: one } ]\nroutes: { a: {} }\nshutdown: { drainDelay: 1s }\n"
                    + "trustedProxies: [10.0.0.1]\nproblems: { 404: { contentType: text/html, body: a } }", "a.yaml")),
                ("b.yaml", Documents.Config("plugins: [ { name: two } ]\nroutes: { b: {} }\nclusters: { c: {} }\n"
                    + "paths: { parameters: keep }\ntrustedProxies: [10.0.0.2]\nproblems: { 502: { contentType: text/html, body: b } }",
                        "b.yaml")),
            ], errors);

        Assert.Empty(errors.Items);
        Assert.Equal(["one", "two"], merged.Plugins.Select(p => p.Name));
        Assert.Equal(["a", "b"], merged.Routes.Keys.Order());
        Assert.Equal(["c"], merged.Clusters.Keys);
        Assert.Equal(["404", "502"], merged.Problems.Keys.Order());
        Assert.Equal(["10.0.0.1", "10.0.0.2"], merged.TrustedProxies.AsEnumerable());
        Assert.Equal((TimeSpan.FromSeconds(1), PathHandling.Keep), (merged.Shutdown!.DrainDelay, merged.Paths!.Parameters));
    }

    [Fact]
    public void What_two_files_define_is_an_error_that_names_both_places()
    {
        var errors = new ConfigErrors();
        ConfigMerger.Merge(
            [
                ("a.yaml", Documents.Config("routes:\n  one:\n    order: 1\nshutdown: {}", "a.yaml")),
                ("b.yaml", Documents.Config("\nshutdown: {}\nroutes: { ONE: { order: 2 } }", "b.yaml")),
            ], errors);

        Assert.Equal(
            [
                "b.yaml:3:16: routes.ONE: both 'a.yaml:3:5' and 'b.yaml:3:16' define it; only one source can define an id.",
                "b.yaml:2:1: shutdown: both 'a.yaml:4:1' and 'b.yaml:2:1' set it; only one source can.",
            ],
            errors.Items.Select(e => e.ToString()).OrderDescending());
    }

    [Fact]
    public void Ids_of_one_source_that_differ_only_in_case_are_an_error()
    {
        var errors = new ConfigErrors();
        var config = Documents.Config("routes: { Admin: {} }", "a.yaml");
        var route = config.Routes["Admin"];
        var routes = ImmutableDictionary<string, GatewayRoute>.Empty.Add("Admin", route).Add("admin", route);

        ConfigMerger.Merge([("code", config with { Routes = routes })], errors);

        Assert.EndsWith("only one source can define an id.", Assert.Single(errors.Items).Message, StringComparison.Ordinal);
    }
}
