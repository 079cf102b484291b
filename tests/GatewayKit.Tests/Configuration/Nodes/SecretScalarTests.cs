using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Tests.Configuration.Nodes;

public sealed class SecretScalarTests
{
    private const string Text = "hush-hush-hush";
    private const string Shown = "${secret:idp/key}";

    [Fact]
    public void A_secret_is_bound_like_other_text()
        => Assert.Equal(Text, Bind<Named>(ConfigScalar.Secret(Text, Shown), out _)?.Name);

    [Fact]
    public void A_message_about_a_secret_shows_its_reference()
    {
        Assert.Null(Bind<Counted>(ConfigScalar.Secret(Text, Shown), out var errors));
        Assert.Contains(Shown, Assert.Single(errors.Items).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Text, errors.Items[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_the_record_cannot_show_a_secret()
    {
        Assert.Null(Bind<Talkative>(ConfigScalar.Secret(Text, Shown), out var errors));
        Assert.Equal($"name is the strange text {Shown}.", Assert.Single(errors.Items).Message);
    }

    private static T? Bind<T>(ConfigNode name, out ConfigErrors errors)
        where T : class
    {
        errors = new ConfigErrors();
        var node = new ConfigMapping([KeyValuePair.Create("name", name)]);
        return (T?)OptionsBinder.Bind(typeof(T), node, new ConfigPiece("plugin"), "", default, errors);
    }

    private sealed record Named
    {
        public string? Name { get; init; }
    }

    private sealed record Counted
    {
        public int Name { get; init; }
    }

    private sealed record Talkative : IValidatedOptions
    {
        public string? Name { get; init; }

        public IEnumerable<OptionsError> Validate() => [new OptionsError("name", $"is the strange text {Name}")];
    }
}
