using GatewayKit.Authentication;

namespace GatewayKit.Plugins.Tests.Authentication;

public class ApiKeyTests
{
    [Theory]
    [InlineData(ApiKey.DefaultPrefix)]
    [InlineData("shop-1_live_")]
    public void A_generated_key_is_recognized_by_its_prefix_and_checksum(string prefix)
    {
        var key = ApiKey.Create(prefix);

        Assert.Matches($"^{prefix}[0-9A-Za-z]{{38}}$", key);
        Assert.Equal(key[..(prefix.Length + 4)], ApiKey.VisiblePart(key));
        Assert.NotEqual(key, ApiKey.Create(prefix));
    }

    [Fact]
    public void The_checksum_is_stable()
        => Assert.Equal("gwk_0123", ApiKey.VisiblePart("gwk_0123456789ABCDEFGHIJKLMNOPQRSTUV2rVlbW"));

    [Fact]
    public void A_key_with_another_character_anywhere_is_not_recognized()
    {
        var key = ApiKey.Create();
        for (var i = 0; i < key.Length; i++)
            Assert.Null(ApiKey.VisiblePart($"{key[..i]}{(key[i] == 'x' ? 'y' : 'x')}{key[(i + 1)..]}"));
        foreach (var other in (string[])["", "gwk_", key + "0", key[..^1], key[4..], " " + key])
            Assert.Null(ApiKey.VisiblePart(other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gwk")]
    [InlineData("a b_")]
    [InlineData("é_")]
    [InlineData("123456789012345678901234567890123_")]
    public void A_prefix_ends_with_an_underscore_and_is_short(string prefix)
        => Assert.Throws<ArgumentException>(() => ApiKey.Create(prefix));
}
