using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Tests.Bodies;

public sealed class DecodableCodingsTests
{
    [Theory]
    [InlineData("gzip, deflate, br, zstd", "gzip, deflate, br, zstd")]
    [InlineData("gzip;q=0.5,x-gzip , identity;q=0", "gzip;q=0.5,x-gzip , identity;q=0")]
    [InlineData("gzip, dcb, br;q=0.1, dcz", "gzip, br;q=0.1")]
    [InlineData("dcb, gzip;q=0", "gzip;q=0")]
    [InlineData("", "identity")]
    [InlineData(" , ", "identity")]
    [InlineData("compress", "identity")]
    [InlineData("compress, identity;q=0", "identity;q=0")]
    [InlineData("*", "gzip, deflate, br, zstd")]
    [InlineData("br;q=0, *;q=0.25, identity;q=0", "br;q=0, gzip;q=0.25, deflate;q=0.25, zstd;q=0.25, identity;q=0")]
    [InlineData("X-GZIP, *", "X-GZIP, deflate, br, zstd")]
    [InlineData("gzip, compress, *;q=0", "gzip, *;q=0")]
    [InlineData("*;q=0.1, *, *;q=0", "gzip;q=0.1, deflate;q=0.1, br;q=0.1, zstd;q=0.1")]
    [InlineData("*;q=0", "*;q=0")]
    [InlineData("*;q=-Infinity", "*;q=0")]
    [InlineData("gzip, deflate, br, zstd, *", "gzip, deflate, br, zstd")]
    public void Only_codings_that_can_be_decoded_are_left(string sent, string reduced)
        => Assert.Equal(reduced, DecodableCodings.Reduce(sent));
}
