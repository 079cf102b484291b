using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation.Plugins;

namespace GatewayKit.Kubernetes.Tests.Translation.Plugins;

public class ConsumerTranslationTests
{
    private readonly PluginCluster _cluster = new();

    [Fact]
    public void A_consumer_has_groups_and_credentials_of_its_namespace()
    {
        _cluster.Secret("team", "key", ("keyHash", "sha256:00"), ("id", "k1")).Consumer("team", "alice", WithKey("key"));

        var (name, consumer) = Assert.Single(Consumers());
        Assert.Equal("team/alice", name);
        Assert.Equal("team", consumer.Tenant);
        Assert.Equal("gold", Assert.Single(consumer.Groups));
        var credential = (ConfigMapping)Assert.Single(consumer.Credentials["key-auth"]);
        Assert.Equal("sha256:00", ((ConfigScalar)credential.Find("keyHash")!).Text);
        Assert.Equal(["Accepted=True/Accepted"], _cluster.Conditions("team", "alice"));
    }

    [Fact]
    public void Consumers_of_the_same_name_in_two_namespaces_are_two()
    {
        _cluster.Consumer("a", "alice", new GatewayConsumerSpec()).Consumer("b", "alice", new GatewayConsumerSpec());
        Assert.Equal(["a/alice", "b/alice"], Consumers().Keys.Order());
    }

    [Fact]
    public void The_older_of_two_consumers_has_the_username()
    {
        _cluster.Consumer("b", "alice", new GatewayConsumerSpec { Username = "alice" })
            .Consumer("a", "alice", new GatewayConsumerSpec { Username = "Alice" });

        Assert.Equal("b", Assert.Single(Consumers()).Value.Tenant);
        Assert.Equal(["Accepted=False/Conflicted: An older GatewayConsumer has the username 'Alice'."], _cluster.Conditions("a", "alice"));
    }

    [Fact]
    public void A_consumer_cannot_take_the_username_of_another_namespace_before_it_exists()
    {
        _cluster.Consumer("a", "alice", new GatewayConsumerSpec { Username = "B/Alice" })
            .Consumer("b", "alice", new GatewayConsumerSpec());

        Assert.Equal("b", Assert.Single(Consumers()).Value.Tenant);
        Assert.Equal(
            ["Accepted=False/Invalid: The username 'B/Alice' is that of a GatewayConsumer of another namespace."],
            _cluster.Conditions("a", "alice"));
    }

    [Fact]
    public void The_groups_of_consumers_exist()
    {
        _cluster.Consumer("a", "alice", new GatewayConsumerSpec { Groups = ["gold", "new"] })
            .Consumer("b", "bob", new GatewayConsumerSpec { Groups = ["Gold"] });

        Assert.Equal(2, _cluster.Read(lookups => ConsumerTranslation.Of(lookups)).Groups.Count);
    }

    [Fact]
    public void A_group_with_an_invalid_name_affects_only_its_consumer()
    {
        _cluster.Consumer("a", "alice", new GatewayConsumerSpec { Groups = ["one,two"] })
            .Consumer("b", "bob", new GatewayConsumerSpec { Groups = ["gold"] });

        Assert.Equal("gold", Assert.Single(_cluster.Read(lookups => ConsumerTranslation.Of(lookups)).Groups).Key);
        Assert.StartsWith("Accepted=False/Invalid: The group 'one,two'", Assert.Single(_cluster.Conditions("a", "alice")));
    }

    [Fact]
    public void A_missing_Secret_removes_the_consumer()
    {
        _cluster.Consumer("team", "alice", WithKey("key"));

        Assert.Empty(Consumers());
        Assert.Equal(["Accepted=False/Invalid: Secret 'key' doesn't exist."], _cluster.Conditions("team", "alice"));
    }

    [Fact]
    public void A_consumer_has_plugins()
    {
        _cluster.Plugin("team", "limit", "rate-limit")
            .Consumer("team", "alice", new GatewayConsumerSpec { Plugins = [new PluginReference { Name = "limit" }] });
        Assert.Equal("rate-limit", Assert.Single(Consumers()["team/alice"].Plugins).Name);
    }

    private ImmutableDictionary<string, GatewayConsumer> Consumers()
        => _cluster.Read(lookups => ConsumerTranslation.Of(lookups)).Consumers;

    private static GatewayConsumerSpec WithKey(string secret) => new()
    {
        Groups = ["gold"],
        Credentials = [new ConsumerCredential { Plugin = "key-auth", SecretName = secret }],
    };
}
