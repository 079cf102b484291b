using System.Runtime.InteropServices;

namespace GatewayKit.Cli.Logging;

/// <summary>
/// stdout or stderr of a Unix process. .NET's own console streams hold the lock of <see cref="Console.Out"/> while they write, so
/// that a blocked stderr would block every <c>Console.WriteLine</c> too.
/// </summary>
/// <param name="descriptor">1 for stdout, 2 for stderr.</param>
internal sealed class UnlockedOutput(int descriptor) : Stream
{
    private const int Interrupted = 4;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockElsewhere = 35;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Opens stdout.</summary>
    public static Stream OpenOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new UnlockedOutput(1);

    /// <summary>Opens stderr.</summary>
    public static Stream OpenError() => OperatingSystem.IsWindows() ? Console.OpenStandardError() : new UnlockedOutput(2);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = Write(descriptor, in MemoryMarshal.GetReference(buffer), buffer.Length);
            if (written >= 0)
                buffer = buffer[(int)written..];
            else
                Recover(Marshal.GetLastPInvokeError());
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // A parent process may have set the descriptor to non-blocking.
    private static void Recover(int error)
    {
        if (error == (OperatingSystem.IsLinux() ? WouldBlockOnLinux : WouldBlockElsewhere))
            Thread.Sleep(s_pause);
        else if (error != Interrupted)
            throw new IOException(Marshal.GetPInvokeErrorMessage(error));
    }

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Write(int descriptor, in byte buffer, nint count);
}
