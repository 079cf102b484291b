using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation.Plugins;
using GatewayKit.Kubernetes.Translation.Routes;
using static GatewayKit.Kubernetes.Tests.Translation.Plugins.PluginCluster;

namespace GatewayKit.Kubernetes.Tests.Translation.Plugins;

public class RoutePluginsTests
{
    private readonly PluginCluster _cluster = new();

    [Fact]
    public void A_filter_names_a_plugin_of_its_namespace()
    {
        _cluster.Plugin("team", "limit", "rate-limit", """{"limit": 5}""");

        var entry = Assert.Single(_cluster.Rule(filters: [Filter("limit")]).Entries);
        Assert.Equal("rate-limit", entry.Name);
        Assert.Equal("team", entry.Tenant);
        Assert.Equal("httproute/team/orders/main", entry.SharedScope);
    }

    [Fact]
    public void A_plugin_of_another_namespace_does_not_exist_for_a_filter()
    {
        _cluster.Plugin("infra", "limit", "rate-limit");

        var problem = _cluster.Rule(filters: [Filter("limit")]).Problem!;
        Assert.Equal("PluginNotFound", problem.Reason);
        Assert.Equal("GatewayPlugin 'team/limit' doesn't exist.", problem.Message);
    }

    [Fact]
    public void A_filter_of_another_kind_fails_the_rule()
        => Assert.Equal("InvalidKind", _cluster.Rule(filters:
        [
            Filter("x") with { ExtensionRef = new ObjectReference { Group = "example.com", Kind = "Filter", Name = "x" } },
        ]).Problem!.Reason);

    [Fact]
    public void The_same_plugin_twice_on_a_rule_needs_an_id()
    {
        _cluster.Plugin("team", "a", "rate-limit").Plugin("team", "b", "rate-limit");

        Assert.Equal("InvalidPlugin", _cluster.Rule(filters: [Filter("a"), Filter("b")]).Problem!.Reason);
    }

    [Fact]
    public void Less_specific_plugins_come_first()
    {
        _cluster.Plugin("gatewaykit", "headers", "security-headers")
            .Policy("gatewaykit", "all", Target("GatewayClass", "gatewaykit"), "headers")
            .Plugin("infra", "bots", "bot-detection").Policy("infra", "web", Target("Gateway", "web"), "bots")
            .Plugin("team", "auth", "key-auth").Policy("team", "orders", Target("HTTPRoute", "orders"), "auth")
            .Plugin("team", "cors", "cors").Policy("team", "rule", Target("HTTPRoute", "orders", "main"), "cors")
            .Plugin("team", "limit", "rate-limit")
            .Plugin("team", "cache", "cache").Service("team", "orders", "cache")
            .Plugin("team", "quota", "quota").Policy("team", "port", Target("Service", "orders", "http"), "quota");

        var names = _cluster.Rule(filters: [Filter("limit")], backend: Backend("orders")).Entries.Select(entry => entry.Name);
        Assert.Equal(["security-headers", "bot-detection", "key-auth", "cors", "rate-limit", "cache", "quota"], names);
    }

    [Fact]
    public void A_default_is_replaced_by_the_same_plugin_of_a_more_specific_level()
    {
        _cluster.Plugin("infra", "limit", "rate-limit", """{"limit": 5}""").Policy("infra", "web", Target("Gateway", "web"), "limit")
            .Plugin("team", "own", "rate-limit", """{"limit": 9}""");

        var entry = Assert.Single(_cluster.Rule(filters: [Filter("own")]).Entries);
        Assert.Equal("httproute/team/orders/main", entry.SharedScope);
    }

    [Fact]
    public void An_override_wins_against_more_specific_levels()
    {
        _cluster.Plugin("infra", "limit", "rate-limit").Policy("infra", "web", new GatewayPolicySpec
        {
            TargetRefs = [Target("Gateway", "web")],
            Plugins = [new PluginReference { Name = "limit" }],
            MergeStrategy = "Overrides",
        }).Plugin("team", "own", "rate-limit");

        var entry = Assert.Single(_cluster.Rule(filters: [Filter("own")]).Entries);
        Assert.Equal("gatewaypolicy/infra/web/gateway/infra/web", entry.SharedScope);
    }

    [Fact]
    public void Plugins_with_different_ids_run_both()
    {
        _cluster.Plugin("infra", "limit", "rate-limit").Policy("infra", "web", Target("Gateway", "web"), "limit")
            .Plugin("team", "own", "rate-limit", like: new GatewayPluginSpec { Id = "own" });

        Assert.Equal(2, _cluster.Rule(filters: [Filter("own")]).Entries.Length);
    }

    [Fact]
    public void A_policy_of_a_listener_applies_to_that_listener_alone()
    {
        _cluster.Plugin("infra", "limit", "rate-limit").Policy("infra", "https", Target("Gateway", "web", "https"), "limit");

        Assert.Empty(_cluster.Rule("http").Entries);
        Assert.Single(_cluster.Rule("https").Entries);
    }

    [Fact]
    public void Listeners_with_different_policies_are_divided()
    {
        _cluster.Plugin("infra", "limit", "rate-limit").Policy("infra", "https", Target("Gateway", "web", "https"), "limit");

        var groups = _cluster.Read(lookups => RoutePlugins.Divide(
            [
                new RouteAttachment(Listener("http"), []), new RouteAttachment(Listener("https"), []),
                new RouteAttachment(Listener("other"), []),
            ],
            lookups));
        Assert.Equal(["", "infra/web/https"], groups.Select(group => group.Id));
        Assert.Equal([2, 1], groups.Select(group => group.Attachments.Length));
    }

    [Fact]
    public void A_policy_of_another_namespace_does_not_reach_a_route()
    {
        _cluster.Plugin("evil", "limit", "rate-limit")
            .Policy("evil", "web", Target("Gateway", "web"), "limit")
            .Policy("evil", "orders", Target("HTTPRoute", "orders"), "limit")
            .Policy("evil", "all", Target("GatewayClass", "gatewaykit"), "limit");

        Assert.Equal(RulePlugins.None, _cluster.Rule(backend: Backend("orders")));
    }

    [Fact]
    public void Outside_a_pod_only_the_default_namespace_has_policies_of_classes()
    {
        _cluster.Options = _cluster.Options with { PodNamespace = null };
        _cluster.Plugin("default", "limit", "rate-limit").Policy("default", "all", Target("GatewayClass", "gatewaykit"), "limit")
            .Plugin("gatewaykit", "cors", "cors").Policy("gatewaykit", "all", Target("GatewayClass", "gatewaykit"), "cors");

        Assert.Equal("rate-limit", Assert.Single(_cluster.Rule().Entries).Name);
    }

    [Fact]
    public void Of_two_policies_with_the_same_target_the_older_one_wins()
    {
        _cluster.Plugin("infra", "first", "rate-limit").Plugin("infra", "second", "rate-limit").Plugin("infra", "cors", "cors")
            .Policy("infra", "z-older", Target("Gateway", "web"), "first")
            .Policy("infra", "a-newer", Target("Gateway", "web"), "second", "cors");

        Assert.Equal(
            ["gatewaypolicy/infra/z-older/gateway/infra/web", "gatewaypolicy/infra/a-newer/gateway/infra/web"],
            _cluster.Rule().Entries.Select(entry => entry.SharedScope));
    }

    [Fact]
    public void A_policy_with_an_unusable_plugin_fails_its_scope_and_nothing_else()
    {
        _cluster.Policy("infra", "https", Target("Gateway", "web", "https"), "missing");

        Assert.Null(_cluster.Rule("http").Problem);
        Assert.Equal("GatewayPolicy 'infra/https': GatewayPlugin 'infra/missing' doesn't exist.", _cluster.Rule("https").Problem!.Message);
    }

    [Fact]
    public void A_policy_needs_a_grant_for_a_plugin_of_another_namespace()
    {
        _cluster.Plugin("platform", "limit", "rate-limit").Policy("team", "orders", new GatewayPolicySpec
        {
            TargetRefs = [Target("HTTPRoute", "orders")],
            Plugins = [new PluginReference { Name = "limit", Namespace = "platform" }],
        });
        Assert.Equal("RefNotPermitted", _cluster.Rule().Problem!.Reason);

        _cluster.Grant("platform", "GatewayPolicy", "team", "GatewayPlugin");
        Assert.Equal("platform", Assert.Single(_cluster.Rule().Entries).Tenant);
    }

    [Fact]
    public void Rules_in_the_scope_of_a_policy_share_the_entry()
    {
        _cluster.Plugin("infra", "limit", "rate-limit").Policy("infra", "web", Target("Gateway", "web"), "limit");

        Assert.Same(_cluster.Rule("http").Entries[0], _cluster.Rule("https", index: 7).Entries[0]);
    }

    [Fact]
    public void A_change_of_a_status_keeps_the_entry()
    {
        _cluster.Plugin("infra", "limit", "rate-limit").Policy("infra", "web", Target("Gateway", "web"), "limit");
        var before = _cluster.Rule().Entries[0];

        var name = new ResourceName("infra", "limit");
        var plugin = _cluster.State.Plugins[name];
        _cluster.State = _cluster.State with
        {
            Plugins = _cluster.State.Plugins.SetItem(name, plugin with { Status = new ResourceConditions() }),
        };
        Assert.Same(before, _cluster.Rule().Entries[0]);
    }

    [Fact]
    public void A_rejected_plugin_fails_its_rules_in_the_words_of_the_check()
    {
        _cluster.Plugin("team", "limit", "rate-limit");
        var entry = _cluster.Read(lookups => PluginResolution.Unchecked(new ResourceName("team", "limit"), lookups)).Entry!;
        _cluster.State = _cluster.State with
        {
            PluginRejections = _cluster.State.PluginRejections.Add(
                new ResourceName("team", "limit"), new PluginRejection(entry, "options.limit is missing.")),
        };

        Assert.Equal(
            "GatewayPlugin 'team/limit' is invalid: options.limit is missing.", _cluster.Rule(filters: [Filter("limit")]).Problem!.Message);
        Assert.Equal(["Accepted=False/Invalid: options.limit is missing."], _cluster.Conditions("team", "limit"));
    }

    [Fact]
    public void The_rejection_of_another_version_does_not_matter()
    {
        _cluster.Plugin("team", "limit", "rate-limit");
        _cluster.State = _cluster.State with
        {
            PluginRejections = _cluster.State.PluginRejections.Add(
                new ResourceName("team", "limit"), new PluginRejection(new PluginEntry { Name = "rate-limit" }, "It was wrong.")),
        };

        Assert.Null(_cluster.Rule(filters: [Filter("limit")]).Problem);
    }
}
