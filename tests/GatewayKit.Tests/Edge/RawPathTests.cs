using CsCheck;
using GatewayKit.Edge;

namespace GatewayKit.Tests.Edge;

public class RawPathTests
{
    [Theory]
    [InlineData("/a%2Fb", "/a%2Fb", "/a%2Fb", "/a%2Fb")]
    [InlineData("/a%252Fb", "/a%2Fb", "/a%2Fb", "/a%252Fb")]
    [InlineData("/v1/a%2Fb?q=%20", "/v1/a%2Fb", "/a%2Fb", "/a%2Fb")]
    [InlineData("/a%2fb%20c", "/a%2fb c", "/up/a%2fb c", "/up/a%2fb%20c")]
    [InlineData("/a/%41%7e", "/a/A~", "/x y/A~", "/x%20y/%41%7e")]
    [InlineData("/a|b[0]", "/a|b[0]", "/p/a|b[0]", "/p/a|b[0]")]
    [InlineData("/v1/%C3%A9", "/v1/\u00e9", "/v2/\u00e9", "/v2/%C3%A9")]
    [InlineData("/%f0%9f%98%80/x", "/\ud83d\ude00/x", "/y\ud83d\ude00/x", "/y%f0%9f%98%80/x")]
    [InlineData("/items/a%2Fb", "/items/a%2Fb", "/v1/x-a%2Fb", "/v1/x-a%2Fb")]
    [InlineData("/items/a%252Fb", "/items/a%2Fb", "/v1/x-a%2Fb", "/v1/x-a%252Fb")]
    [InlineData("/items/a%252Fb", "/items/a%2Fb", "/v1/a%2Fb/tail", "/v1/a%252Fb/tail")]
    [InlineData("/items/a%2Fb", "/items/a%2Fb", "/v1/a%2Fb/tail", "/v1/a%2Fb/tail")]
    [InlineData("/a%20b", "/a b", "/fixed", "/fixed")]
    [InlineData("/a%20b", "/a b", "", "")]
    [InlineData("//a///b%20c", "/a/b c", "/a/b c", "/a/b%20c")]
    [InlineData("//a///b%20c", "/a/b c", "/x/b c", "/x/b%20c")]
    [InlineData("/a//b%20c", "/a/b c", "/ab c", "/ab%20c")]
    [InlineData("/base/a%20b", "/a b", "/up/a b", "/up/a%20b")]
    [InlineData("http://h/a%20b?c", "/a b", "/a b", "/a%20b")]
    [InlineData("/a/b?c=%41", "/a/b", "/up/b", "/up/b")]
    [InlineData("/api/v2/a%2Fb", "/api/a%2Fb", "/api/a%2Fb", "/api/a%2Fb")]
    [InlineData("/api/v2/a%252Fb", "/api/a%2Fb", "/up/api/a%2Fb", "/up/api/a%252Fb")]
    [InlineData("/a%2fb/%76%32/%C3%A9~%7E", "/a%2fb/\u00e9~~", "/a%2fb/\u00e9~~", "/a%2fb/%C3%A9~%7E")]
    [InlineData("/a//v2///b%20c", "/a/b c", "/a/b c", "/a/b%20c")]
    [InlineData("/%61/v2", "/a", "/a", "/%61")]
    [InlineData("/x/%F0%9F%98%80/x", "/x/x", "/x/x", "/x/x")]
    public void The_unchanged_end_is_sent_as_it_came(string rawTarget, string path, string transformed, string expected)
    {
        Assert.True(RawPath.TryMapBack(rawTarget, path, transformed, out var raw));
        Assert.Equal(expected, raw);
    }

    [Theory]
    [InlineData("/a/b;c=d/@e:f/~(g)!$&'*+,-._", "/x")]
    [InlineData("/", "/")]
    [InlineData("*", "")]
    [InlineData("/a?b=c&d=e/?+f", "/a")]
    public void An_ordinary_path_needs_nothing(string rawTarget, string path)
        => Assert.False(RawPath.TryMapBack(rawTarget, path, path, out _));

    [Fact]
    public void A_path_that_something_else_has_rewritten_is_left_alone()
    {
        Assert.False(RawPath.TryMapBack("/a%20b", "/other", "/other", out _));
        Assert.False(RawPath.TryMapBack("/a/long/path%20b", "/a/new/b", "/a/new/b", out _));
        Assert.False(RawPath.TryMapBack("/%F0%9F%98%80", "/\ude00", "/\ude00", out _));
    }

    [Fact]
    public void Whatever_the_client_wrote_behind_a_changed_prefix_arrives_byte_for_byte()
    {
        var sign = Gen.OneOf("a", "b",
            ".", "-", "|", "[", "%41", "%20", "%2F", "%2f", "%252F", "%25", "%C3%A9", "%e2%82%ac", "%F0%9F%98%80", "2F", "%3b", ";", "\"");
        var segment = sign.Array[1, 5].Select(string.Concat);
        var tail = segment.Array[1, 4].Select(segments => "/" + string.Join('/', segments));
        Gen.Select(Gen.OneOf("", "/v1", "/v%31", "/a%2Fb"), tail, Gen.OneOf("", "/up", "/new/base")).Sample((head, raw, prefix) =>
        {
            var requestPath = ServerDecoding.Decode(head + raw);
            var transformed = prefix + ServerDecoding.Decode(raw);
            return !RawPath.TryMapBack(head + raw, requestPath, transformed, out var sent)
                ? !(head + raw).AsSpan().ContainsAny("%|[\"")
                : sent == prefix + raw;
        }, iter: 20_000);
    }
}
