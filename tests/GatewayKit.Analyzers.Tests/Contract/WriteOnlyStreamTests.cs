using GatewayKit.Analyzers.Contract;
using GatewayKit.Analyzers.Tests.Support;

namespace GatewayKit.Analyzers.Tests.Contract;

public class WriteOnlyStreamTests
{
    private readonly Rule<WriteOnlyStreamAnalyzer> _rule = new("GWK0019");

    [Theory]
    [InlineData("context.WrapResponseBody(body => [|new GZipStream(body, CompressionMode.Compress)|]);")]
    [InlineData("context.WrapResponseBody(body => [|new BrotliStream(body, CompressionLevel.Fastest)|]);")]
    [InlineData("context.WrapRequestBody(body => { return [|new DeflateStream(body, CompressionLevel.Optimal, leaveOpen: true)|]; });")]
    [InlineData("context.WrapResponseBody(body => [|new ZLibStream(body, new ZLibCompressionOptions())|]);")]
    [InlineData("context.WrapResponseBody(body => [|new CryptoStream(body, transform, CryptoStreamMode.Write)|]);")]
    public Task Reports_a_stream_that_is_written_to(string statement) => _rule.ReportsAsync(Plugin(statement));

    [Theory]
    [InlineData("context.WrapResponseBody(body => new GZipStream(body, CompressionMode.Decompress));")]
    [InlineData("context.WrapRequestBody(body => new CryptoStream(body, transform, CryptoStreamMode.Read));")]
    [InlineData("context.WrapResponseBody(body => Push(output => { using var zip = new GZipStream(output, CompressionLevel.Fastest); }));")]
    [InlineData("context.WrapResponseBody(body => Made(() => new GZipStream(body, CompressionMode.Compress)));")]
    [InlineData("var zip = new GZipStream(Stream.Null, CompressionMode.Compress);")]
    public Task Accepts_a_stream_that_is_read_and_one_of_the_plugins_own(string statement) => _rule.AcceptsAsync(Plugin(statement));

    private static string Plugin(string statement) => $$"""
        using System.IO.Compression;
        using System.Security.Cryptography;
        using GatewayKit;
        sealed class Plugin(ICryptoTransform transform) : IResponseHook
        {
            public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
            {
                _ = transform;
                {{statement}}
                return HookResult.Continue;
            }

            private static Stream Push(Action<Stream> write) => Stream.Null;

            private static Stream Made(Func<Stream> make) => make();
        }
        """;
}
