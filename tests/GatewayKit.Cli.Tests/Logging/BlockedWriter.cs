using System.Text;

namespace GatewayKit.Cli.Tests.Logging;

/// <summary>A stream that blocks until it is released, as a pipe that nothing reads.</summary>
internal sealed class BlockedWriter : TextWriter
{
    private readonly ManualResetEventSlim _released = new();
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _written = new();
    private volatile bool _fails;

    public override Encoding Encoding => Encoding.UTF8;

    public bool Fails
    {
        get => _fails;
        set => _fails = value;
    }

    public Task Tried => _tried.Task;

    public string Written => _written.ToString();

    public void Release() => _released.Set();

    public override void Write(string? value)
    {
        _released.Wait();
        var fails = Fails;
        _tried.TrySetResult();
        if (fails)
            throw new IOException("No space left on device");
        _written.Append(value);
    }

    protected override void Dispose(bool disposing)
    {
        _released.Dispose();
        base.Dispose(disposing);
    }
}
