using GatewayKit.Configuration;
using GatewayKit.Edge;

namespace GatewayKit.Tests.Edge;

public class PathPolicyTests
{
    [Theory]
    [InlineData("/a//b")]
    [InlineData("/a%2Fb")]
    [InlineData("/a%252Fb")]
    [InlineData("/a;b")]
    [InlineData("/a%25b")]
    public void Nothing_ambiguous_is_let_through_by_default(string target)
        => Assert.NotEqual(PathTraits.None, PathPolicy.Resolve(null).Refused(target));

    [Fact]
    public void Each_rule_opens_one_spelling()
    {
        Assert.Equal(PathTraits.EncodedSlash | PathTraits.DoubleEncodedSlash,
            PathPolicy.Resolve(new() { EncodedSlash = PathHandling.Keep }).Allowed);
        Assert.Equal(PathTraits.EmptySegment, PathPolicy.Resolve(new() { EmptySegments = PathHandling.Merge }).Allowed);
        Assert.Equal(PathTraits.Parameter, PathPolicy.Resolve(new() { Parameters = PathHandling.Keep }).Allowed);
        Assert.Equal(PathTraits.EncodedReserved, PathPolicy.Resolve(new() { EncodedReserved = PathHandling.Keep }).Allowed);
    }

    [Fact]
    public void A_route_overrides_the_gateway_either_way()
    {
        var gateway = new PathRules { EncodedSlash = PathHandling.Keep, Parameters = PathHandling.Keep };
        var route = new PathRules { EncodedSlash = PathHandling.Reject, EmptySegments = PathHandling.Merge };

        var policy = PathPolicy.Resolve(gateway, route);

        Assert.Equal(PathTraits.Parameter | PathTraits.EmptySegment, policy.Allowed);
        Assert.True(policy.MergesEmptySegments);
    }

    [Fact]
    public void Empty_segments_can_be_kept_as_they_are()
    {
        var policy = PathPolicy.Resolve(new() { EmptySegments = PathHandling.Keep });

        Assert.Equal((PathTraits.EmptySegment, false), (policy.Allowed, policy.MergesEmptySegments));
        Assert.Equal(PathTraits.None, PathPolicy.Resolve(new() { EmptySegments = PathHandling.Reject }).Allowed);
    }

    [Theory]
    [InlineData("/a/..%2Fb")]
    [InlineData("/a/..;/b")]
    [InlineData("/a/%252e%252e/b")]
    [InlineData("/a%5Cb")]
    [InlineData("/a%255Cb")]
    [InlineData("/a%00")]
    [InlineData("/a%c0%af")]
    public void What_has_no_honest_use_is_never_let_through(string target)
    {
        var open = PathPolicy.Resolve(new()
        {
            EncodedSlash = PathHandling.Keep,
            EmptySegments = PathHandling.Merge,
            Parameters = PathHandling.Keep,
            EncodedReserved = PathHandling.Keep,
        });

        Assert.NotEqual(PathTraits.None, open.Refused(target));
    }

    [Fact]
    public void A_kept_slash_is_refused_in_the_absolute_form_where_the_server_decodes_it()
    {
        var keeps = PathPolicy.Resolve(new() { EncodedSlash = PathHandling.Keep });

        Assert.Equal(PathTraits.None, keeps.Refused("/a%2Fb"));
        Assert.Equal(PathTraits.EncodedSlash, keeps.Refused("http://h/a%2Fb"));
    }
}
