namespace GatewayKit.Plugins.Tests.Http;

public sealed class SecretNamesTests
{
    private static readonly SecretNames s_names = new(["X-Tenant"], ["nextToken", "Cookie"]);

    [Theory]
    [InlineData("Authorization", true)]
    [InlineData("proxy-authorization", true)]
    [InlineData("Set-Cookie", true)]
    [InlineData("Cookie", true)]
    [InlineData("X-API-Key", true)]
    [InlineData("api_key", true)]
    [InlineData("refresh_token", true)]
    [InlineData("xtenant", true)]
    [InlineData("nextToken", false)]
    [InlineData("tokens", false)]
    [InlineData("code", false)]
    [InlineData("X-Request-Id", false)]
    [InlineData("", false)]
    public void Headers_and_members_are_secrets_by_their_letters_and_digits(string name, bool expected)
        => Assert.Equal(expected, s_names.IsSecret(name));

    [Theory]
    [InlineData("Ocp-Apim-Subscription-Key", true)]
    [InlineData("X-Auth", true)]
    [InlineData("Session", true)]
    [InlineData("Monkey", false)]
    [InlineData("Idempotency-Key", false)]
    [InlineData("Sec-WebSocket-Key", false)]
    [InlineData("X-Cache", false)]
    public void Headers_are_secrets_by_their_last_word_too(string name, bool expected)
        => Assert.Equal(expected, s_names.IsSecretHeader(name));

    [Fact]
    public void A_header_can_be_kept() => Assert.False(new SecretNames([], ["Cache-Key"]).IsSecretHeader("cache-key"));

    [Fact]
    public void Short_names_are_secrets_as_parameters() => Assert.True(s_names.IsSecretParameter("code") && !s_names.IsSecret("code"));

    [Fact]
    public void A_name_that_is_too_long_to_compare_is_a_secret() => Assert.True(s_names.IsSecret(new string('a', 300)));

    [Fact]
    public void Additional_names_are_secrets_too() => Assert.True(s_names.With(["color"]).IsSecret("Color"));
}
