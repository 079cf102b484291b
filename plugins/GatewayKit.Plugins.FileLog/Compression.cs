using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Plugins.FileLog;

/// <summary>Compresses files that were renamed beside the writer, so that lines don't wait for it.</summary>
internal sealed class Compression : IAsyncDisposable
{
    // The end of an entry waits for its last lines, too.
    private static readonly TimeSpan s_end = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ending = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Compresses the renamed files, unless that is in progress: then they follow.</summary>
    public void Start(Rotation rotation)
    {
        if (rotation.HasUncompressed && _running.IsCompleted)
            _running = Task.Run(() => RunAsync(rotation, _ending.Token));
    }

    /// <summary>Waits for the file in progress, but not long: it stays as it is then.</summary>
    public async ValueTask DisposeAsync()
    {
        _ending.CancelAfter(s_end);
        await _running.ConfigureAwait(false);
        _ending.Dispose();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A file that can't be compressed stays as it is; an unobserved exception would end the plugin.")]
    private static async Task RunAsync(Rotation rotation, CancellationToken cancellation)
    {
        try
        {
            await rotation.CompressAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The next file is another attempt.
        }
    }
}
