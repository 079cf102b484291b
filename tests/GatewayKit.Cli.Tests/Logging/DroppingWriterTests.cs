using GatewayKit.Cli.Logging;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests.Logging;

public sealed class DroppingWriterTests : IDisposable
{
    private readonly BlockedWriter _stream = new();
    private readonly TaskCompletionSource<long> _recovered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DroppingWriter _writer;

    public DroppingWriterTests() => _writer = new DroppingWriter(_stream, "stderr", capacity: 10) { Recovered = _recovered.SetResult };

    public void Dispose()
    {
        _stream.Release();
        _writer.End(Bound.Time);
        _writer.Dispose();
        _stream.Dispose();
    }

    [Fact]
    public async Task A_blocked_stream_holds_no_writer_and_text_beyond_the_bound_is_dropped_whole()
    {
        for (var i = 0; i < 5; i++)
            _writer.WriteLine($"{i}234");
        Assert.Equal(3, _writer.Dropped);

        _stream.Release();

        Assert.Equal(3, await _recovered.Task.WaitAsync(Bound.Time));
        Assert.True(_writer.End(Bound.Time));
        Assert.Equal(["0234", "1234", ""], _stream.Written.Split(Environment.NewLine));
    }

    [Fact]
    public void A_blocked_stream_does_not_keep_a_process_from_its_end()
    {
        _writer.Write("text");

        Assert.False(_writer.End(TimeSpan.Zero));
    }

    [Fact]
    public async Task A_stream_that_fails_is_tried_again_with_the_next_text()
    {
        _stream.Fails = true;
        _stream.Release();
        _writer.Write("lost");
        await _stream.Tried.WaitAsync(Bound.Time);
        _stream.Fails = false;

        _writer.Write("kept");

        Assert.Equal(1, await _recovered.Task.WaitAsync(Bound.Time));
        Assert.True(_writer.End(Bound.Time));
        Assert.Equal("kept", _stream.Written);
    }
}
