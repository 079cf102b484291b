using System.Text.Json.Nodes;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation.Plugins;

namespace GatewayKit.Kubernetes.Tests.Translation.Plugins;

public class PluginEntriesTests
{
    private readonly PluginCluster _cluster = new();

    private ResolvedPlugin Resolve(string name = "plugin")
        => _cluster.Read(lookups => PluginResolution.Of(new ResourceName("team", name), lookups));

    private static ConfigScalar Scalar(ResolvedPlugin plugin, params string[] path)
        => (ConfigScalar)path.Aggregate(plugin.Entry!.Options!, (node, key) => int.TryParse(key, out var index)
            ? ((ConfigSequence)node).Items[index]
            : ((ConfigMapping)node).Find(key)!);

    [Fact]
    public void Settings_of_the_entry_are_read()
    {
        _cluster.Plugin("team", "plugin", "rate-limit", like: new GatewayPluginSpec
        {
            Id = "a",
            Stage = "traffic",
            OnError = "continue",
            Timeout = "500ms",
            Enabled = false,
        });

        var entry = Resolve().Entry!;
        Assert.Equal(("a", PluginStage.Traffic, PluginErrorPolicy.Continue, false), (entry.Id, entry.Stage, entry.OnError, entry.Enabled));
        Assert.Equal(TimeSpan.FromMilliseconds(500), entry.Timeout);
    }

    [Theory]
    [InlineData("team", "gatewaykit", true)]
    [InlineData("gatewaykit", "gatewaykit", false)]
    [InlineData("team", null, false)]
    public void In_a_pod_the_plugins_of_other_namespaces_do_not_reach_the_gateways_machine(string ns, string? own, bool isRemoteOnly)
    {
        _cluster.Options = _cluster.Options with { PodNamespace = own };
        _cluster.Plugin(ns, "plugin", "forward-auth");

        var entry = _cluster.Read(lookups => PluginResolution.Of(new ResourceName(ns, "plugin"), lookups)).Entry!;

        Assert.Equal(isRemoteOnly, entry.IsRemoteOnly);
    }

    [Fact]
    public void Each_wrong_setting_is_reported()
    {
        _cluster.Plugin("team", "plugin", "rate-limit", like: new GatewayPluginSpec { Stage = "3", OnError = "ignore", Timeout = "soon" });

        Assert.Equal("spec.stage is '3'; it must be diagnostics, edge, authentication, authorization, traffic, transformation, origin. "
            + "spec.onError is 'ignore'; it must be reject, continue. "
            + "spec.timeout is 'soon'; it must be a duration such as 500ms or 30s.",
            Resolve().Problem!.Message);
    }

    [Fact]
    public void Options_know_where_they_are_written()
    {
        _cluster.Plugin("team", "plugin", "rate-limit", """{"limits": [{"limit": 5, "by": "header:X-${env:HOME}"}]}""");

        var limit = Scalar(Resolve(), "limits", "0", "limit");
        Assert.Equal("5", limit.Text);
        Assert.Equal("gatewayplugin team/plugin: spec.options.limits[0].limit", limit.Location.ToString());
        Assert.Equal("header:X-${env:HOME}", Scalar(Resolve(), "limits", "0", "by").Text);
    }

    [Theory]
    [InlineData("""{"a": 1.5}""", "1.5")]
    [InlineData("""{"a": true}""", "true")]
    [InlineData("""{"a": 9007199254740993}""", "9007199254740993")]
    [InlineData("""{"a": "text"}""", "text")]
    public void Values_of_all_kinds_are_kept(string options, string text)
    {
        _cluster.Plugin("team", "plugin", "x", options);
        Assert.Equal(text, Scalar(Resolve(), "a").Text);
    }

    [Fact]
    public void Options_come_from_Secrets()
    {
        _cluster.Secret("team", "idp", ("secret", "hush-hush-hush")).Plugin("team", "plugin", "oidc", """{"issuer": "https://idp"}""",
            From("client.secrets[0].value", "idp", "secret"));

        Assert.Equal("hush-hush-hush", Scalar(Resolve(), "client", "secrets", "0", "value").Text);
        Assert.Equal("https://idp", Scalar(Resolve(), "issuer").Text);
    }

    [Fact]
    public void A_whole_Secret_is_a_mapping()
    {
        _cluster.Secret("team", "users", ("alice.a", "one"), ("bob", "two")).Plugin("team", "plugin", "some", "{}", FromAll("users"));

        var hashes = Assert.IsType<ConfigMapping>(Assert.IsType<ConfigMapping>(Resolve().Entry!.Options).Find("hashes"));

        Assert.Equal(
            ["alice.a: one", "bob: two"],
            hashes.Entries.Select(entry => $"{entry.Key}: {Assert.IsType<ConfigScalar>(entry.Value).Text}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Keys_of_a_whole_Secret_that_differ_only_in_case_are_reported()
    {
        _cluster.Secret("team", "users", ("alice", "one"), ("Alice", "two")).Plugin("team", "plugin", "some", "{}", FromAll("users"));

        Assert.StartsWith("spec.optionsFrom[0]: Secret 'users' has several keys '", Resolve().Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_whole_Secret_is_reported()
    {
        _cluster.Plugin("team", "plugin", "some", "{}", FromAll("users"));

        Assert.Equal("spec.optionsFrom[0]: Secret 'users' doesn't exist.", Resolve().Problem!.Message);
    }

    [Fact]
    public void A_change_of_a_Secret_changes_the_entry()
    {
        _cluster.Secret("team", "idp", ("secret", "first")).Plugin("team", "plugin", "oidc", "{}", From("clientSecret", "idp", "secret"));
        Resolve();

        _cluster.Secret("team", "idp", ("secret", "second"));
        Assert.Equal("second", Scalar(Resolve(), "clientSecret").Text);
    }

    [Fact]
    public void A_Secret_of_another_namespace_does_not_exist()
    {
        _cluster.Secret("infra", "idp", ("secret", "hush")).Plugin("team", "plugin", "oidc", "{}", From("clientSecret", "idp", "secret"));

        Assert.Equal("spec.optionsFrom[0]: Secret 'idp' doesn't exist.", Resolve().Problem!.Message);
    }

    [Fact]
    public void A_missing_key_is_reported_without_values()
    {
        _cluster.Secret("team", "idp", ("other", "hush")).Plugin("team", "plugin", "oidc", "{}", From("clientSecret", "idp", "secret"));

        Assert.Equal("spec.optionsFrom[0]: Secret 'idp' doesn't have the key 'secret'.", Resolve().Problem!.Message);
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData("a[x]")]
    [InlineData("a[1000]")]
    [InlineData("")]
    public void A_path_must_be_valid(string path)
    {
        _cluster.Secret("team", "idp", ("secret", "hush")).Plugin("team", "plugin", "oidc", "{}", From(path, "idp", "secret"));

        Assert.StartsWith("spec.optionsFrom[0].path must be the path of an option", Resolve().Problem!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("issuer.secret")]
    [InlineData("list[1]")]
    public void A_path_must_have_a_place(string path)
    {
        _cluster.Secret("team", "idp", ("secret", "hush"))
            .Plugin("team", "plugin", "oidc", """{"issuer": "x"}""", From(path, "idp", "secret"));

        Assert.Equal($"spec.optionsFrom sets '{path}', but the options don't have a place for it.", Resolve().Problem!.Message);
    }

    [Fact]
    public void Typed_options_are_those_of_the_plugin()
    {
        Typed("rate-limit", """{"rateLimit": {"limit": 5}}""");

        Assert.Equal("gatewayplugin team/plugin: spec.rateLimit.limit", Scalar(Resolve(), "limit").Location.ToString());
    }

    [Fact]
    public void Typed_options_of_another_plugin_are_an_error()
    {
        Typed("quota", """{"rateLimit": {"limit": 5}}""");

        Assert.Equal("spec.rateLimit doesn't belong to the plugin 'quota', whose options are at spec.quota or spec.options.",
            Resolve().Problem!.Message);
    }

    [Theory]
    [InlineData("rate-limit", "rateLimit")]
    [InlineData("oauth2-introspection", "oauth2Introspection")]
    [InlineData("jwt", "jwt")]
    [InlineData("Http-2-push", "http2Push")]
    public void The_key_of_typed_options_is_the_name_in_camel_case(string plugin, string key) => Assert.Equal(key, OptionsKey.Of(plugin));

    private void Typed(string plugin, string typed)
    {
        _cluster.Plugin("team", "plugin", plugin);
        var name = new ResourceName("team", "plugin");
        var resource = _cluster.State.Plugins[name];
        _cluster.State = _cluster.State with
        {
            Plugins = _cluster.State.Plugins.SetItem(name, resource with
            {
                Spec = resource.Spec with { Options = null, Typed = JsonNode.Parse(typed)!.AsObject() },
            }),
        };
    }

    private static GatewayPluginSpec FromAll(string secret) => new()
    {
        OptionsFrom = [new OptionSource { Path = "hashes", SecretRef = new NameReference { Name = secret } }],
    };

    private static GatewayPluginSpec From(string path, string secret, string key) => new()
    {
        OptionsFrom = [new OptionSource { Path = path, SecretKeyRef = new KeyReference { Name = secret, Key = key } }],
    };
}
