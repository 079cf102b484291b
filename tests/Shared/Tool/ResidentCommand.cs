using System.Runtime.InteropServices;

namespace GatewayKit.Tests.Shared;

/// <summary>A command that runs in a <see cref="ResidentProcess"/>. Disposing stops it if it is still running.</summary>
internal sealed class ResidentCommand(
    ResidentProcess process, ResidentProcesses pool, Action<string?> output, Action<string?> errors) : IAsyncDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    /// <summary>After the first, the gateway finishes its exchanges; every further signal ends a wait.</summary>
    private const int MostSignals = 8;

    private static readonly TimeSpan s_betweenSignals = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<int?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _streams = 2;

    public int ProcessId => process.Id;

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync() => await _ended.Task ?? await process.ExitAsync();

    public void Take(string line, bool isError) => (isError ? errors : output)(line);

    public void EndStream(int exitCode)
    {
        if (Interlocked.Decrement(ref _streams) == 0)
            End(exitCode);
    }

    /// <summary>Ends the command whose process has ended.</summary>
    public void EndWithProcess() => End(null);

    public async ValueTask DisposeAsync()
    {
        for (var signals = 0; signals < MostSignals && !_ended.Task.IsCompleted && !OperatingSystem.IsWindows(); signals++)
        {
            _ = Signal(process.Id, signals == 0 ? Interrupt : Terminate);
            await Task.WhenAny(_ended.Task, Task.Delay(s_betweenSignals));
        }

        pool.Return(process, isReusable: _ended.Task is { IsCompletedSuccessfully: true, Result: not null });
    }

    private void End(int? exitCode)
    {
        if (!_ended.TrySetResult(exitCode))
            return;
        output(null);
        errors(null);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
