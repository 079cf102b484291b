using GatewayKit.Admin.Access;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Admin.Tests.Access;

public sealed class KeySettingsTests
{
    [Fact]
    public void A_key_is_read_from_the_configuration_of_the_host()
    {
        var options = Read(("Keys:ci:Role", "operator"), ("Keys:ci:Key", "0123456789abcdef"));

        Assert.Equal(("ci", AdminRole.Operator), (Assert.Single(options.Keys).Name, options.Keys[0].Role));
        Assert.Equal("ci", new AdminKeys(options.Keys).Find("0123456789abcdef")?.Name);
    }

    [Fact]
    public void A_key_can_be_limited_to_a_label()
    {
        var options = Read(("Keys:ci:Role", "admin"), ("Keys:ci:Key", "0123456789abcdef"), ("Keys:ci:Label", "team=orders"));

        Assert.Equal(KeyValuePair.Create("team", "orders"), Assert.Single(Assert.Single(options.Keys).Scope!));
    }

    [Theory]
    [InlineData("team")]
    [InlineData("=orders")]
    [InlineData("")]
    public void A_label_has_a_name_and_a_value(string label)
    {
        var error = Assert.Throws<FormatException>(
            () => Read(("Keys:ci:Role", "admin"), ("Keys:ci:Key", "0123456789abcdef"), ("Keys:ci:Label", label)));

        Assert.Equal("GatewayKitAdmin:Keys:ci:Label must be a name and a value, such as team=orders.", error.Message);
    }

    [Theory]
    [InlineData("Keys:ci:Label:0", "team=orders")]
    [InlineData("Keys:ci:Label:team", "orders")]
    [InlineData("Keys:ci:Label", null)]
    public void A_label_in_another_form_does_not_become_a_key_without_a_limit(string name, string? value)
        => Assert.Equal(
            "GatewayKitAdmin:Keys:ci:Label must be a text, not a list or an object.",
            Assert.Throws<FormatException>(
                () => Read(("Keys:ci:Role", "admin"), ("Keys:ci:Key", "0123456789abcdef"), (name, value))).Message);

    [Fact]
    public void A_key_can_be_a_hash()
    {
        var options = new AdminApiOptions();
        options.AddKey("ci", AdminRole.Viewer, CredentialKey.FromSecret("0123456789abcdef").ToString());

        Assert.Equal("ci", new AdminKeys(options.Keys).Find("0123456789abcdef")?.Name);
    }

    [Theory]
    [InlineData("GatewayKitAdmin:Keys:ci:Role must be viewer, operator or admin.", "Keys:ci:Key", "0123456789abcdef")]
    [InlineData("GatewayKitAdmin:Keys:ci:Role must be viewer, operator or admin.", "Keys:ci:Role", "root")]
    [InlineData("GatewayKitAdmin:Keys:ci:Role must be viewer, operator or admin.", "Keys:ci:Role", "3")]
    [InlineData(
        "GatewayKitAdmin:Key isn't a setting; there are GatewayKitAdmin:Keys and GatewayKitAdmin:TrafficSample.",
        "Key", "0123456789abcdef")]
    [InlineData(
        "GatewayKitAdmin:Keys:ci must have the settings Role and Key, may have Label, and no other.", "Keys:ci", "0123456789abcdef")]
    public void An_invalid_setting_is_named_without_the_key(string message, string name, string value)
        => Assert.Equal(message, Assert.Throws<FormatException>(() => Read((name, value))).Message);

    [Theory]
    [InlineData("short")]
    [InlineData("a key with spaces in it")]
    [InlineData("sha256:0123456789abcdef")]
    [InlineData("")]
    public void An_invalid_key_is_rejected_without_showing_it(string key)
    {
        var error = Assert.Throws<ArgumentException>(() => new AdminApiOptions().AddKey("ci", AdminRole.Admin, key));

        Assert.StartsWith("The key 'ci' must be 16 to 512 printable ASCII characters", error.Message, StringComparison.Ordinal);
        Assert.True(key.Length == 0 || !error.Message.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_keys_can_not_have_one_name()
    {
        var options = new AdminApiOptions();
        options.AddKey("ci", AdminRole.Viewer, "0123456789abcdef");

        var error = Assert.Throws<ArgumentException>(() => options.AddKey("CI", AdminRole.Admin, "fedcba9876543210"));
        Assert.Equal("Two keys of the admin API are named 'CI'.", error.Message);
    }

    [Fact]
    public void Two_names_can_not_have_one_key()
    {
        var options = new AdminApiOptions();
        options.AddKey("ci", AdminRole.Viewer, "0123456789abcdef");

        var error = Assert.Throws<ArgumentException>(
            () => options.AddKey("ops", AdminRole.Admin, CredentialKey.FromSecret("0123456789abcdef").ToString()));
        Assert.Equal("The keys 'ci' and 'ops' of the admin API are equal.", error.Message);
    }

    private static AdminApiOptions Read(params (string Name, string? Value)[] settings)
    {
        var options = new AdminApiOptions();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => $"GatewayKitAdmin:{s.Name}", s => s.Value))
            .Build();
        AdminSettings.Read(configuration, options);
        return options;
    }
}
