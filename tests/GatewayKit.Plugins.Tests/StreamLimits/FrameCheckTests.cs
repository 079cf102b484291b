using GatewayKit.Plugins.StreamLimits;
using GatewayKit.Plugins.StreamLimits.Frames;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.StreamLimits;

public class FrameCheckTests
{
    private const int Limit = 70_000;

    private static readonly byte[] s_messages =
    [
        .. Frames.Text(0), .. Frames.Text(125), .. Frames.Of(0x9, 125), .. Frames.Of(0x2, 126), .. Frames.Text(Limit),
        .. Frames.Text(30_000, final: false), .. Frames.Of(0xA, 0), .. Frames.Continuation(40_000), .. Frames.Of(0x8, 2),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(4096)]
    [InlineData(int.MaxValue)]
    public void Frames_pass_unchanged_in_pieces_of_any_size(int size)
    {
        var check = new FrameCheck(isFromClient: true, Limit, rate: null);
        var passed = new List<byte>();
        var held = Array.Empty<byte>();

        foreach (var piece in s_messages.Chunk(size))
        {
            byte[] bytes = [.. held, .. piece];
            var count = check.Pass(bytes);
            passed.AddRange(bytes[..count]);
            held = bytes[count..];
            Assert.InRange(held.Length, 0, FrameHeader.Longest - 1);
        }

        Assert.Equal(s_messages, passed);
        Assert.Equal((true, null), (check.HasClosed, check.Violation));
    }

    public static TheoryData<string, byte[], byte[]> Violations => new()
    {
        { "message-size", [], Frames.Text(Limit + 1) },
        { "message-size", Frames.Text(Limit - 10, final: false), Frames.Continuation(11) },
        { "message-size", [], [0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0] },
        { "malformed-frame", [], [0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { "malformed-frame", [], Frames.Of(0x1, 1, masked: false) },
        { "malformed-frame", Frames.Text(1), Frames.Continuation(1) },
        { "malformed-frame", Frames.Text(1, final: false), Frames.Text(1) },
        { "malformed-frame", [], Frames.Of(0x9, 126) },
        { "malformed-frame", [], Frames.Of(0x8, 1, final: false) },
        { "malformed-frame", [], Frames.Of(0x3, 1) },
        { "malformed-frame", [], Frames.Of(0xB, 1) },
    };

    [Theory, MemberData(nameof(Violations))]
    public void A_frame_that_violates_a_limit_does_not_pass(string reason, byte[] before, byte[] frame)
    {
        var check = new FrameCheck(isFromClient: true, Limit, rate: null);

        Assert.Equal(before.Length, check.Pass([.. before, .. frame]));
        Assert.Equal((reason, true), (check.Violation?.Name, check.IsAtBoundary));
    }

    [Fact]
    public void Frames_of_the_upstream_are_not_masked()
    {
        var check = new FrameCheck(isFromClient: false, maxMessageSize: null, rate: null);

        Assert.Equal(3, check.Pass([.. Frames.Of(0x1, 1, masked: false), .. Frames.Text(1)]));
        Assert.Same(EndReason.MalformedFrame, check.Violation);
    }

    [Fact]
    public void The_rate_counts_messages_pings_and_empty_fragments_and_recovers()
    {
        var time = new FakeTimeProvider();
        var check = new FrameCheck(isFromClient: true, maxMessageSize: null, new MessageRate(3, TimeSpan.FromSeconds(3), time));
        byte[] three =
        [
            .. Frames.Text(1, final: false), .. Frames.Continuation(5, final: false), .. Frames.Of(0x9, 1),
            .. Frames.Continuation(0, final: false),
        ];

        Assert.Equal(three.Length, check.Pass(three));
        time.Advance(TimeSpan.FromSeconds(1));
        byte[] two = [.. Frames.Continuation(0), .. Frames.Text(1)];
        Assert.Equal(two.Length, check.Pass(two));
        Assert.Equal(0, check.Pass(Frames.Of(0xA, 0)));
        Assert.Same(EndReason.MessageRate, check.Violation);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void No_frame_passes_after_a_close(int length)
    {
        var check = new FrameCheck(isFromClient: true, Limit, rate: null);
        var close = Frames.Of(0x8, length);

        Assert.Equal(close.Length, check.Pass([.. close, .. Frames.Text(Limit + 1)]));
        Assert.Equal(0, check.Pass(Frames.Text(1)));
        Assert.Equal((true, null), (check.HasClosed, check.Violation));
    }

    [Fact]
    public void A_client_that_exceeded_the_rate_may_still_close()
    {
        var rate = new MessageRate(1, TimeSpan.FromSeconds(1), new FakeTimeProvider());
        var check = new FrameCheck(isFromClient: true, maxMessageSize: null, rate);

        check.Pass([.. Frames.Text(1), .. Frames.Of(0x8, 2)]);

        Assert.Equal((true, null), (check.HasClosed, check.Violation));
    }
}
