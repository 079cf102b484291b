using System.Net;

namespace GatewayKit.Plugins.Tests.Contract;

public sealed class StableHashTests
{
    [Fact]
    public void The_hash_of_a_key_never_changes()
    {
        Assert.Equal(14254268223963220572ul, StableHash.Of("alice"));
        Assert.Equal(0ul, StableHash.Of(default(IPAddress)));
    }

    [Theory]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("2001:db8::1", "2001:db8::ffff", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    public void Addresses_that_a_client_can_use_have_the_same_hash(string a, string b, bool areSame)
        => Assert.Equal(areSame, StableHash.Of(IPAddress.Parse(a)) == StableHash.Of(IPAddress.Parse(b)));

    [Fact]
    public void A_score_is_between_zero_and_one_and_its_logarithm_is_finite()
    {
        var candidate = StableHash.Of("orders");
        var scores = Enumerable.Range(0, 10_000).Select(i => StableHash.Score(StableHash.Of($"key-{i}"), candidate)).ToArray();

        Assert.All(scores, score => Assert.InRange(score, double.Epsilon, 1 - double.Epsilon));
        Assert.True(Math.Log(StableHash.Score(candidate, candidate)) is < 0 and > double.NegativeInfinity);

        // Six standard deviations.
        Assert.InRange(scores.Average(), 0.48, 0.52);
    }
}
