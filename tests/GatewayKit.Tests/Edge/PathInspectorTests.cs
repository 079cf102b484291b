using CsCheck;
using GatewayKit.Edge;
using static GatewayKit.Edge.PathTraits;

namespace GatewayKit.Tests.Edge;

public class PathInspectorTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/a/b.c/d~e_f-g/")]
    [InlineData("/a/b?c=//../..;%2F%5C%zz")]
    [InlineData("/a%20b/%C3%A9%E2%82%AC%F0%9F%98%80")]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/a/.../b/..c/d../.e.")]
    [InlineData("/a/(1)/b=c,d/@e:f/!$&'*+")]
    [InlineData("/a[0]|{b}^`\"<>")]
    [InlineData("http://host:80/a/b?c")]
    [InlineData("https://[::1]:443")]
    [InlineData("http://host?x=1")]
    public void An_ordinary_target_has_no_traits(string target) => Assert.Equal(None, PathInspector.Inspect(target));

    [Theory]
    [InlineData("//a", EmptySegment)]
    [InlineData("/a//", EmptySegment)]
    [InlineData("/a///b", EmptySegment)]
    [InlineData("/a/;x/b", EmptySegment | Parameter)]
    [InlineData("/a%2Fb", EncodedSlash)]
    [InlineData("/a%2fb", EncodedSlash)]
    [InlineData("/a%252fb", DoubleEncodedSlash)]
    [InlineData("/a%25252fb", DoubleEncodedSlash | EncodedReserved)]
    [InlineData("/a\\b", Backslash)]
    [InlineData("/a%5cb", Backslash)]
    [InlineData("/a%255Cb", Backslash | EncodedReserved)]
    [InlineData("/.", DotSegment)]
    [InlineData("/a/../b", DotSegment)]
    [InlineData("/a/./b", DotSegment)]
    [InlineData("/a/%2e%2E/b", DotSegment)]
    [InlineData("/a/.%2e", DotSegment)]
    [InlineData("/a/%252e%252e/b", DotSegment | EncodedReserved)]
    [InlineData("/a/..;/b", DotSegment | Parameter)]
    [InlineData("/a/..;x=y/b", DotSegment | Parameter)]
    [InlineData("/a/%2e%2e%3b/b", DotSegment | Parameter)]
    [InlineData("/a/..%2Fb", DotSegment | EncodedSlash)]
    [InlineData("/a%2F..", DotSegment | EncodedSlash)]
    [InlineData("/a/..%252Fb", DotSegment | DoubleEncodedSlash)]
    [InlineData("/a/..\\b", DotSegment | Backslash)]
    [InlineData("/a/..%5cb", DotSegment | Backslash)]
    [InlineData("/a;b=c", Parameter)]
    [InlineData("/a%3Bb", Parameter)]
    [InlineData("/a%253bb", Parameter | EncodedReserved)]
    [InlineData("/a%25", EncodedReserved)]
    [InlineData("/100%25/a", EncodedReserved)]
    [InlineData("/a%3fb", EncodedReserved)]
    [InlineData("/a%23b", EncodedReserved)]
    [InlineData("/a%2541", EncodedReserved)]
    [InlineData("/a%00", Control)]
    [InlineData("/a%0d%0aX:", Control)]
    [InlineData("/a%7F", Control)]
    [InlineData("/a%2500", Control | EncodedReserved)]
    [InlineData("/a\tb", Control)]
    [InlineData("/a?b\x01", Control)]
    [InlineData("/a%", Malformed)]
    [InlineData("/a%4", Malformed)]
    [InlineData("/a%zz", Malformed)]
    [InlineData("/%u002f", Malformed)]
    [InlineData("/a%c3", Malformed)]
    [InlineData("/a%c3/%a9", Malformed)]
    [InlineData("/a%ff", Malformed)]
    [InlineData("/a%c0%af", Malformed)]
    [InlineData("/a%e0%80%af", Malformed)]
    [InlineData("/a%ed%a0%80", Malformed)]
    [InlineData("/a\u00e9", Malformed)]
    [InlineData("/a\u012f..", Malformed)]
    [InlineData("/a b", Malformed)]
    [InlineData("/a#b", Malformed)]
    [InlineData("/a?b#c", Malformed)]
    [InlineData("", Malformed)]
    [InlineData("*", Malformed)]
    [InlineData("a/b", Malformed)]
    [InlineData("host:80", Malformed)]
    [InlineData("http:///a", Malformed)]
    [InlineData("http://user@host/a", Malformed)]
    [InlineData("http://host\\a", Malformed)]
    [InlineData("http://host/a/../b", DotSegment)]
    [InlineData("http://host//a", EmptySegment)]
    [InlineData("http://host?b#c", Malformed)]
    public void What_servers_read_differently_is_found(string target, object traits)
        => Assert.Equal((PathTraits)traits, PathInspector.Inspect(target));

    [Fact]
    public void A_path_without_traits_is_the_same_path_to_the_most_lenient_server()
    {
        var piece = Gen.OneOf(
            "/", "//", ".", "..", ";", "\\", "a", "admin", "%41", "%2e", "%2F", "%2f", "%5c", "%3B", "%25", "%252e", "%252f",
                "%255c", "%253b", "%3F", "%23", "%c3%a9", "%20", "-", "=", "%", "25", "2e");
        piece.Array[1, 8].Select(pieces => "/" + string.Concat(pieces)).Sample(
            path => PathInspector.Inspect(path) != None
                || LenientServer.Read(path).Equals(Uri.UnescapeDataString(path), StringComparison.OrdinalIgnoreCase), iter: 50_000);
    }

    [Theory]
    [InlineData("/a/b?c", "/a/b")]
    [InlineData("/a%2Fb", "/a%2Fb")]
    [InlineData("http://host/a/b?c", "/a/b")]
    [InlineData("http://host?c=/d", "")]
    [InlineData("*", "")]
    public void The_path_of_a_target_is_cut_out(string target, string path) => Assert.Equal(path, PathInspector.PathOf(target).ToString());
}
