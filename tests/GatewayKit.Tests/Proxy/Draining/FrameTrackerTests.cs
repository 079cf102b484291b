using GatewayKit.Proxy.Draining;

namespace GatewayKit.Tests.Proxy.Draining;

public class FrameTrackerTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(125, true)]
    [InlineData(126, false)]
    [InlineData(65_535, true)]
    [InlineData(65_536, false)]
    public void A_frame_ends_where_its_header_says_however_it_is_cut(int length, bool isMasked)
    {
        var frame = Frame(0x82, length, isMasked);
        foreach (var cut in new[] { 1, 2, 3, 7, 11, frame.Length }.Where(cut => cut <= frame.Length))
        {
            var tracker = new FrameTracker();
            byte[] bytes = [.. frame, 0x81];
            for (var at = 0; at < frame.Length; at += cut)
            {
                Assert.Equal(at == 0, tracker.IsAtBoundary);
                Assert.Equal(Math.Min(cut, frame.Length - at), tracker.Advance(bytes.AsSpan(at, Math.Min(cut, bytes.Length - at))));
            }

            Assert.True(tracker.IsAtBoundary);
            Assert.False(tracker.HasClosed);
        }
    }

    [Fact]
    public void A_close_frame_is_the_last()
    {
        var tracker = new FrameTracker();

        tracker.AdvanceAll([.. Frame(0x01, 3, false), .. Frame(0x89, 0, false), .. Frame(0x88, 2, false)]);

        Assert.True(tracker.IsAtBoundary);
        Assert.True(tracker.HasClosed);
    }

    [Fact]
    public void A_masked_close_frame_says_that_the_gateway_goes_away()
    {
        var frame = new byte[CloseFrame.MaskedLength];

        CloseFrame.WriteMasked(frame);

        Assert.Equal([0x88, 0x82], frame[..2]);
        Assert.Equal(1001, ((frame[6] ^ frame[2]) << 8) | (frame[7] ^ frame[3]));
    }

    private static byte[] Frame(byte first, int length, bool isMasked)
    {
        var mask = isMasked ? 0x80 : 0;
        byte[] header = length switch
        {
            < 126 => [first, (byte)(mask | length)],
            < 65_536 => [first, (byte)(mask | 126), (byte)(length >> 8), (byte)length],
            _ => [first, (byte)(mask | 127), 0, 0, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length],
        };
        return [.. header, .. new byte[isMasked ? 4 : 0], .. new byte[length]];
    }
}
