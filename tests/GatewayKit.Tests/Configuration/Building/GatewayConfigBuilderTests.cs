using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Building;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Policies;
using GatewayKit.Configuration.Sources;
using GatewayKit.Tests.Configuration.Binding;
using Yarp.ReverseProxy.Transforms;

namespace GatewayKit.Tests.Configuration.Building;

public class GatewayConfigBuilderTests
{
    [Fact]
    public void A_configuration_in_code_says_what_the_same_file_says()
    {
        var code = new GatewayConfigBuilder()
            .AddPlugin("correlation-id")
            .AddRoute("orders", route => route.Path("/orders/{**rest}").Methods("GET", "POST").Hosts("example.com").ToCluster("orders")
                .With(r => r.WithTransformPathRemovePrefix("/orders") with { Order = 1 }).Authentication(AuthenticationMode.Any)
                .AddPlugin("rate-limit", new { limit = 5, timeout = "5s" }, entry => entry with { Id = "strict" }))
            .AddCluster("orders", "http://127.0.0.1:5001", "http://127.0.0.1:5002")
            .AddCluster("old", cluster => cluster.AddDestination("one", "http://127.0.0.1:5003").Forwarder(ClusterForwarder.Yarp))
            .AddGroup("gold", group => group.AddPlugin("mock"))
            .AddConsumer("alice", consumer => consumer.InGroups("gold").AddCredential("key-auth", new { key = "secret-key" }))
            .AddProblem(404, "text/html", "<p>Nothing here.")
            .With(config => config with { TrustedProxies = ["10.0.0.0/8"] })
            .Build();
        var file = Documents.Config("""
            plugins: [ { name: correlation-id } ]
            routes:
              orders:
                clusterId: orders
                order: 1
                match: { path: "/orders/{**rest}", methods: [GET, POST], hosts: [example.com] }
                transforms: [ { PathRemovePrefix: /orders } ]
                authentication: any
                plugins: [ { name: rate-limit, id: strict, options: { limit: 5, timeout: 5s } } ]
            clusters:
              orders: { destinations: { 1: { address: "http://127.0.0.1:5001" }, 2: { address: "http://127.0.0.1:5002" } } }
              old: { destinations: { one: { address: "http://127.0.0.1:5003" } }, forwarder: yarp }
            groups: { gold: { plugins: [ { name: mock } ] } }
            consumers: { alice: { groups: [gold], credentials: { key-auth: [ { key: secret-key } ] } } }
            problems: { 404: { contentType: text/html, body: <p>Nothing here. } }
            trustedProxies: [10.0.0.0/8]
            """);

        Assert.Equal(file.Routes["orders"].Route, code.Routes["orders"].Route);
        Assert.Equal(file.Clusters["orders"].Cluster, code.Clusters["orders"].Cluster);
        Assert.Equal(ClusterForwarder.Yarp, file.Clusters["old"].Forwarder);
        Assert.Equal(ClusterForwarder.Yarp, code.Clusters["old"].Forwarder);
        Assert.Equal(Names(file), Names(code));
        Assert.Equal(file.Problems["404"] with { Location = default }, code.Problems["404"]);
        Assert.Equal(Options(file), Options(code));
        Assert.Empty(Errors(code));
    }

    [Fact]
    public void A_cluster_in_code_has_the_settings_of_the_same_file()
    {
        var cluster = new GatewayConfigBuilder()
            .AddCluster("up", cluster => cluster.AddDestination("one", "http://up.test")
                .LoadBalancing("LeastLatency", new ClusterLoadBalancing { Decay = TimeSpan.FromSeconds(5) })
                .Discovery(new ClusterDiscovery { Type = DiscoveryType.Dns })
                .Policies(new ClusterPolicies { Retry = new RetryPolicy { Attempts = 4 } }))
            .Build().Clusters["up"];
        var file = Documents.Config("""
            clusters:
              up:
                destinations: { one: { address: "http://up.test" } }
                loadBalancingPolicy: LeastLatency
                loadBalancing: { decay: 5s }
                discovery: { type: dns }
                policies: { retry: { attempts: 4 } }
            """).Clusters["up"];

        Assert.Equal(file.Cluster, cluster.Cluster);
        Assert.Equal(file.LoadBalancing!.Decay, cluster.LoadBalancing!.Decay);
        Assert.Equal(file.Discovery!.Type, cluster.Discovery!.Type);
        Assert.Equal(file.Policies!.Retry!.Attempts, cluster.Policies!.Retry!.Attempts);
    }

    [Fact]
    public void Policies_in_code_follow_the_rules_of_a_file()
    {
        var config = new GatewayConfigBuilder().AddCluster("up", cluster => cluster.AddDestination("one", "http://up.test")
            .Policies(new ClusterPolicies { Retry = new RetryPolicy { Attempts = 1 } })).Build();

        Assert.Contains("policies.retry.attempts is 1", Assert.Single(Errors(config)), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_a_record_or_an_object_with_the_keys_of_a_file()
    {
        Assert.Equal(7, Bound(new RuleOptions { Limit = 7 }).Limit);
        Assert.Equal(7, Bound(new Dictionary<string, object> { ["LIMIT"] = 7 }).Limit);
        var options = Bound(
            new { limit = 7, ratio = 0.75, span = TimeSpan.FromSeconds(5), size = ByteSize.Kilobytes(2), headers = new[] { "a", "b" } });
        Assert.Equal((7, 0.75, TimeSpan.FromSeconds(5), ByteSize.Kilobytes(2), "a,b"),
            (options.Limit, options.Ratio, options.Span, options.Size, string.Join(',', options.Headers)));
        Assert.Equal("${env:PATH}", Bound(new { name = (string?)null, given = "${env:PATH}" }).Given);
    }

    [Fact]
    public void An_unknown_key_of_an_object_is_an_error_as_in_a_file()
    {
        var errors = new ConfigErrors();
        Documents.Bind<RuleOptions>(ConfigNode.FromValue(new { limt = 7 }), errors);
        Assert.StartsWith("options.limt is unknown. Did you mean 'limit'?", Assert.Single(errors.Items).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_added_once()
        => Assert.Throws<ArgumentException>(() => new GatewayConfigBuilder().AddCluster("a", "http://x").AddCluster("A", "http://x"));

    private static IEnumerable<string> Names(GatewayConfig config)
        => config.Plugins.Concat(config.Routes["orders"].Plugins).Concat(config.Groups["gold"].Plugins).Select(p => $"{p.Name} {p.Id}");

    private static RuleOptions Options(GatewayConfig config)
    {
        var errors = new ConfigErrors();
        var options = Documents.Bind<RuleOptions>(config.Routes["orders"].Plugins[0].Options, errors);
        Assert.Empty(errors.Items);
        return options! with { Headers = [] };
    }

    private static RuleOptions Bound(object options)
    {
        var errors = new ConfigErrors();
        var bound = Documents.Bind<RuleOptions>(ConfigNode.FromValue(options), errors);
        Assert.Empty(errors.Items.Select(e => e.ToString()));
        return bound!;
    }

    private static IEnumerable<string> Errors(GatewayConfig config)
    {
        var errors = new ConfigErrors();
        new CodeConfigSource(config).Read(errors);
        return errors.Items.Select(e => e.ToString());
    }
}
