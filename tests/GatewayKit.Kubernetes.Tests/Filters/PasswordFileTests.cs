using GatewayKit.Kubernetes.Filters;

namespace GatewayKit.Kubernetes.Tests.Filters;

/// <summary>The files of users.</summary>
public sealed class PasswordFileTests
{
    private const string Bcrypt = "$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";

    [Theory]
    [InlineData(Bcrypt, true)]
    [InlineData("$2a$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW", true)]
    [InlineData("$2y$13$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW", false)]
    [InlineData("$2y$03$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW", false)]
    [InlineData("$2y$04$short", false)]
    [InlineData("$6$salt$hash", false)]
    public void Only_some_hashes_are_supported(string hash, bool isSupported)
        => Assert.Equal(isSupported, PasswordFile.Problem("user:" + hash) is null);

    [Theory]
    [InlineData("user", "secret", true)]
    [InlineData("user", "wrong", false)]
    [InlineData("unknown", "secret", false)]
    [InlineData("plain", "other", true)]
    public void A_user_has_a_password(string user, string password, bool isValid)
        => Assert.Equal(isValid, new PasswordFile($"plain:{{PLAIN}}other\nuser:{Bcrypt}").IsValid(user, password));

    [Theory]
    [InlineData("user", true)]
    [InlineData("plain", false)]
    [InlineData("unknown", true)]
    public void An_unknown_user_takes_as_long_as_the_slowest(string user, bool isSlow)
        => Assert.Equal(isSlow, new PasswordFile($"plain:{{PLAIN}}other\nuser:{Bcrypt}").IsSlow(user));

    [Fact]
    public async Task A_correct_password_is_remembered()
    {
        var passwords = new SlowPasswords(new PasswordFile("user:" + Bcrypt));
        Assert.False(await passwords.VerifyAsync("user", "wrong", default));
        Assert.False(passwords.IsVerified("user", "wrong"));

        Assert.True(await passwords.VerifyAsync("user", "secret", default));

        Assert.True(passwords.IsVerified("user", "secret"));
        Assert.False(passwords.IsVerified("use", "rsecret"));
    }
}
