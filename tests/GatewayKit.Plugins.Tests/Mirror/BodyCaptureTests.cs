using GatewayKit.Plugins.Mirror;

namespace GatewayKit.Plugins.Tests.Mirror;

public sealed class BodyCaptureTests
{
    [Fact]
    public void A_released_capture_ignores_later_bytes()
    {
        var capture = new BodyCapture(100, null, Unexpected, Unexpected);
        capture.Add("abc"u8);
        Assert.Equal(3, capture.Bytes.Length);

        capture.Release();
        capture.Add("def"u8);
        capture.Add([]);

        Assert.True(capture.Bytes.IsEmpty);
        Assert.False(capture.IsComplete);
    }

    [Theory]
    [InlineData(6L)]
    [InlineData(null)]
    public void A_body_in_memory_is_taken_as_it_is(long? length)
    {
        var completions = 0;
        var capture = new BodyCapture(6, length, Unexpected, () => completions++);
        using var stream = new MemoryStream("abcdef"u8.ToArray());

        Assert.Same(stream, capture.Take(stream));

        Assert.Equal((1, 0), (completions, (int)stream.Position));
        Assert.Equal("abcdef"u8, capture.Bytes.Span);
    }

    private static void Unexpected() => Assert.Fail("Neither too long nor complete.");
}
