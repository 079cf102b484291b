using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Tests.Configuration.Binding;

public class ValidationTests
{
    [Fact]
    public void The_defaults_of_the_sample_are_valid() => Assert.NotNull(Documents.Bind<RuleOptions>(null, new ConfigErrors()));

    [Theory]
    [InlineData("limit: 0", "limit is 0; it must be between 1 and 1000000.")]
    [InlineData("limit: 1000001", "limit is 1000001; it must be between 1 and 1000000.")]
    [InlineData("ratio: 0.5", "ratio is 0.5; it must be greater than 0.5 and at most 1.")]
    [InlineData("long: 9223372036854775807", "long is 9223372036854775807; it must be between 1 and 10.")]
    [InlineData("span: 2h", "span is 2h; it must be between 1s and 1h.")]
    [InlineData("size: 2MB", "size is 2MB; it must be between 1KB and 1MB.")]
    [InlineData("timeout: 0s", "timeout is 0s; it must be between 1ms and 1d.")]
    [InlineData("name: x", "name is 'x'; it must have 2 to 5 characters.")]
    [InlineData("headers: []", "headers is empty; it must have at least 1 items.")]
    [InlineData("two: [a, b, c]", "two is a list of 3 items; it must have 1 to 2 items.")]
    [InlineData("word: Abc", "word is 'Abc'; it must match the pattern [a-z]+.")]
    [InlineData("word: \"ab\\n\"", "word is 'ab\\u000a'; it must match the pattern [a-z]+.")]
    [InlineData("backtracking: b", "backtracking is 'b'; it must be a pair of words.")]
    [InlineData("color: blue", "color is 'blue'; it must be one of: red, green.")]
    [InlineData("given: ''", "given is ''; it must not be empty.")]
    [InlineData("mail: nobody", "mail is 'nobody'; it is not valid: The mail field is not a valid e-mail address.")]
    [InlineData("throwing: x", "throwing is 'x'; it could not be checked (ThrowingAttribute: InvalidOperationException).")]
    [InlineData("setter: bad", "setter is 'bad'; it was refused (ArgumentException).")]
    [InlineData("least: 11", "least is greater than 'most'.")]
    public void A_broken_rule_says_what_was_found_and_what_is_allowed(string text, string expected)
        => Assert.Equal(["options." + expected], Documents.OptionErrors<RuleOptions>(text));

    [Fact]
    public void Rules_that_throw_are_an_error_and_their_message_is_not_shown()
        => Assert.Equal(["options could not be checked: the rules of RuleOptions failed with InvalidOperationException."],
            Documents.OptionErrors<RuleOptions>("least: 99"));

    [Fact]
    public void Rules_between_options_are_checked_only_when_each_is_valid_by_itself()
        => Assert.Equal(["options.limit is 0; it must be between 1 and 1000000."],
            Documents.OptionErrors<RuleOptions>("{ least: 11, limit: 0 }"));

    [Fact]
    public void A_pattern_that_explodes_does_not_hang()
        => Assert.Single(Documents.OptionErrors<RuleOptions>($"backtracking: {new string('a', 4000)}!"));

    [Fact]
    public void A_secret_is_in_no_error()
    {
        const string Secret = "hunter2";
        string[] documents =
        [
            $"key: {Secret}", $"key: [{Secret}]",
            $"key: {{ {Secret}: {Secret} }}", $"pin: {Secret}", $"pins: [{Secret}]", $"pins: {Secret}", $"byName: {{ {Secret}: {Secret} }}",
            $"byName: {Secret}", $"nested: {{ {Secret}: 1 }}",
            $"nested: {{ limit: {Secret} }}", $"nested: {Secret}", $"nested: [{Secret}]", $"mode: {Secret}", $"digits: {Secret}",
            Secret, $"[{Secret}]",
        ];

        foreach (var document in documents)
            Assert.All(Documents.OptionErrors<SecretOptions>(document),
                message => Assert.DoesNotContain(Secret, message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_broken_rule_about_a_secret_still_says_what_is_allowed()
        => Assert.Equal(["options.key is ***; it must have at least 8 items."],
            Documents.OptionErrors<SecretOptions>("key: short").Select(m => m.Replace("characters", "items", StringComparison.Ordinal)));

    [Theory]
    [InlineData("limit: many", "options.limit is 'many'; it must be a whole number between 1 and 1000000.")]
    [InlineData("limit: 99999999999", "options.limit is 99999999999; it must be a whole number between 1 and 1000000.")]
    [InlineData("long: x", "options.long is 'x'; it must be a whole number between 1 and 10.")]
    [InlineData("ratio: half", "options.ratio is 'half'; it must be a number greater than 0.5 and at most 1.")]
    [InlineData("least: x", "options.least is 'x'; it must be a whole number from -2147483648 to 2147483647.")]
    public void Text_where_a_number_with_bounds_is_expected_is_told_the_bounds_of_the_option(string text, string expected)
        => Assert.Equal([expected], Documents.OptionErrors<RuleOptions>(text));

    [Theory]
    [InlineData("hunter2hunter2")]
    [InlineData("a secret of several words, longer than what a message shows of any text, and then some")]
    [InlineData("line one\nline two")]
    public void A_message_that_repeats_a_variable_shows_its_reference(string secret)
    {
        var errors = new ConfigErrors();
        Documents.Node("a: ${env:SECRET}", errors, environment: ("SECRET", secret));
        errors.Add("routes.a", $"The upstream '{secret}' is wrong.");
        errors.Add("routes.a", $"The upstream {DisplayText.Text(secret)} is wrong.");
        errors.Warn("routes.a", $"The upstream {secret} is odd.");
        Assert.All(errors.Items.Concat(errors.Warnings), e => Assert.Contains("${env:SECRET}", e.Message, StringComparison.Ordinal));
        Assert.All(errors.Items.Concat(errors.Warnings), e => Assert.DoesNotContain(secret[..8], e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_variable_holds_is_in_no_error()
    {
        var errors = new ConfigErrors();
        var node = Documents.Node("port: ${env:PORT}", errors, environment: ("PORT", "hunter2"));
        Documents.Bind<SecretOptions>(node, errors);
        Assert.Equal(["options.port is '${env:PORT}'; it must be a whole number from -2147483648 to 2147483647."],
            errors.Items.Select(e => e.Message));
    }
}
