using GatewayKit.Authentication;
using GatewayKit.Plugins.KeyAuth;

namespace GatewayKit.Plugins.Tests.KeyAuth;

public class KeyAuthCredentialTests
{
    // SHA-256 of "abc", FIPS 180-4's own example.
    private const string HashOfAbc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void A_key_and_its_hash_are_the_same_credential()
    {
        IConsumerCredential key = new KeyAuthCredential { Key = "abc" };
        IConsumerCredential hash = new KeyAuthCredential { KeyHash = HashOfAbc };

        Assert.Equal(key.Key, hash.Key);
    }

    [Fact]
    public void It_is_either_a_key_or_a_hash()
    {
        Assert.NotEmpty(new KeyAuthCredential().Validate());
        Assert.NotEmpty(new KeyAuthCredential { Key = "abc", KeyHash = HashOfAbc }.Validate());
        Assert.Empty(new KeyAuthCredential { Key = "abc" }.Validate());
        Assert.Empty(new KeyAuthCredential { KeyHash = HashOfAbc }.Validate());
    }

    [Theory]
    [InlineData("sha256:")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ag")]
    public void A_hash_has_one_form(string hash)
        => Assert.Equal("keyHash", Assert.Single(new KeyAuthCredential { KeyHash = hash }.Validate()).Option);

    [Theory]
    [InlineData(" abc")]
    [InlineData("abc ")]
    [InlineData("abc\n")]
    [InlineData("a\0c")]
    public void A_key_that_nobody_could_present_is_refused(string key)
        => Assert.Equal("key", Assert.Single(new KeyAuthCredential { Key = key }.Validate()).Option);

    [Fact]
    public void It_never_shows_the_key()
        => Assert.DoesNotContain("abc", new KeyAuthCredential { Key = "abc" }.ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, null, "without an id")]
    [InlineData("ci", null, "'ci'")]
    [InlineData(null, "gwk_12", "gwk_12...")]
    [InlineData("ci", "gwk_12", "'ci' (gwk_12...)")]
    public void It_is_described_by_its_id_and_its_beginning(string? id, string? prefix, string expected)
        => Assert.Equal(expected, new KeyAuthCredential { KeyHash = HashOfAbc, Id = id, Prefix = prefix }.Describe());

    [Fact]
    public void The_beginning_of_a_generated_key_is_known()
    {
        var key = ApiKey.Create();

        Assert.Equal(key[..8] + "...", new KeyAuthCredential { Key = key }.Describe());
    }

    [Theory]
    [InlineData("abcdefgh0123456789", "abd", "must be the beginning of the key")]
    [InlineData("abcdefgh0123456789", "abcd", "must leave at least 16 characters of the key secret")]
    public void A_beginning_must_leave_the_key_secret(string key, string prefix, string rule)
        => Assert.Equal(("prefix", rule), Assert.Single(new KeyAuthCredential { Key = key, Prefix = prefix }.Validate()) is var error
            ? (error.Option, error.Message) : default);
}
