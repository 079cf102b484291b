using GatewayKit.Kubernetes.Filters;

namespace GatewayKit.Kubernetes.Tests.Filters;

/// <summary>The files of users.</summary>
public sealed class PasswordFileTests
{
    private const string Sha = "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5";
    private const string Bcrypt = "$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";

    [Theory]
    [InlineData(Bcrypt, true)]
    [InlineData("$2a$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW", true)]
    [InlineData("$2y$13$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW", false)]
    [InlineData("$2y$03$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW", false)]
    [InlineData("$2y$04$short", false)]
    [InlineData(Sha, true)]
    [InlineData("$6$salt$hash", false)]
    [InlineData("$6$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", false)]
    [InlineData("$5$rounds=999$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", false)]
    [InlineData("$5$rounds=100000$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", true)]
    [InlineData("$5$rounds=100001$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", false)]
    [InlineData("$5$rounds=99999999999$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", false)]
    [InlineData("$5$saltstringsaltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", false)]
    public void Only_some_hashes_are_supported(string hash, bool isSupported)
        => Assert.Equal(isSupported, PasswordFile.Problem("user:" + hash) is null);

    [Fact]
    public void A_password_that_is_too_long_is_not_an_empty_one()
    {
        var file = new PasswordFile("user:" + ApacheHash.Compute("", "$apr1$salt$"));

        Assert.True(file.IsValid("user", ""));
        Assert.False(file.IsValid("user", new string('a', 1025)));
    }

    [Theory]
    [InlineData("user", "secret", true)]
    [InlineData("user", "wrong", false)]
    [InlineData("unknown", "secret", false)]
    [InlineData("plain", "other", true)]
    public void A_user_has_a_password(string user, string password, bool isValid)
        => Assert.Equal(isValid, new PasswordFile($"plain:{{PLAIN}}other\nuser:{Bcrypt}").IsValid(user, password));

    [Theory]
    [InlineData("user", "Hello world!", true)]
    [InlineData("user", "Hello world", false)]
    [InlineData("unknown", "Hello world!", false)]
    public async Task A_user_has_a_password_with_rounds_of_SHA(string user, string password, bool isValid)
        => Assert.Equal(isValid, await new SlowPasswords(new PasswordFile("user:" + Sha)).VerifyAsync(user, password, default));

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
