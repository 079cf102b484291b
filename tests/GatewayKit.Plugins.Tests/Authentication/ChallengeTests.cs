using GatewayKit.Authentication;

namespace GatewayKit.Plugins.Tests.Authentication;

public class ChallengeTests
{
    private static readonly BearerChallenges s_bearer = new("a\"b");

    [Fact]
    public void A_parameter_is_a_quoted_string()
        => Assert.Equal(
            "Key realm=\"a\\\"b\\\\c\", charset=\"UTF-8\"",
            Challenge.WithRealm("Key", "a\"b\\c").With("charset", "UTF-8").ToString());

    [Theory]
    [InlineData("a\nb")]
    [InlineData("é")]
    [InlineData("\u007f")]
    public void A_realm_is_printable_ASCII(string realm)
    {
        Assert.Throws<ArgumentException>(() => Challenge.WithRealm("Key", realm));
        Assert.Equal("realm", Assert.Single(Challenge.ValidateRealm("realm", realm)).Option);
        Assert.Empty(Challenge.ValidateRealm("realm", "my \"realm\""));
    }

    [Fact]
    public void A_scheme_and_a_name_are_tokens()
    {
        Assert.Throws<ArgumentException>(() => new Challenge("My Scheme"));
        Assert.Throws<ArgumentException>(() => new Challenge("Key").With("a b", ""));
    }

    [Fact]
    public void Only_an_error_with_a_token_has_a_code()
    {
        Assert.Equal("Bearer realm=\"a\\\"b\"", s_bearer.Missing);
        Assert.Equal("Bearer realm=\"a\\\"b\", error=\"invalid_token\"", s_bearer.InvalidToken());
        Assert.Equal("Bearer realm=\"a\\\"b\", error=\"invalid_request\", error_description=\"Twice\"", s_bearer.InvalidRequest("Twice"));
        Assert.Equal("DPoP realm=\"x\", error=\"invalid_token\"", new BearerChallenges("x", "DPoP").InvalidToken());
    }

    [Fact]
    public void A_description_has_no_quotes_and_backslashes()
        => Assert.EndsWith("error_description=\"a'b?c??\"", s_bearer.InvalidToken("a\"b\\cé\n"), StringComparison.Ordinal);

    [Fact]
    public void Insufficient_scope_names_the_scopes()
    {
        Assert.EndsWith("error=\"insufficient_scope\", scope=\"read write:all\"",
            s_bearer.InsufficientScope(["read", "write:all"]), StringComparison.Ordinal);
        Assert.EndsWith("error=\"insufficient_scope\"", s_bearer.InsufficientScope([]), StringComparison.Ordinal);
        foreach (var scope in (string[])["", "a b", "a\"", "a\\", "é"])
            Assert.Throws<ArgumentException>(() => s_bearer.InsufficientScope([scope]));
    }
}
