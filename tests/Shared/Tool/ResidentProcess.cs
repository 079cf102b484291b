using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace GatewayKit.Tests.Shared;

/// <summary>A process of a program that runs one command after the other, by <see cref="StartupHook"/>.</summary>
internal sealed class ResidentProcess : IDisposable
{
    /// <summary>The variable that makes .NET call <see cref="StartupHook"/>.</summary>
    public const string HookVariable = "DOTNET_STARTUP_HOOKS";

    /// <summary>The start of the line, on both streams, that ends the output of a command. Its exit code follows.</summary>
    public const string End = "\u0003end of the command: ";

    private readonly Process _process;
    private volatile ResidentCommand? _command;
    private int _closed;

    private ResidentProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data, isError: false);
        _process.ErrorDataReceived += (_, line) => Take(line.Data, isError: true);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a program.</summary>
    /// <param name="program">The path of its assembly.</param>
    /// <param name="mergesErrors">Whether stderr is written to stdout, in the order in which the program writes.</param>
    public static ResidentProcess Start(string program, bool mergesErrors)
    {
        var start = mergesErrors
            ? new ProcessStartInfo("bash", ["-c", "exec dotnet \"$0\" 2>&1", program])
            : new ProcessStartInfo("dotnet", [program]);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        // The collector of servers keeps more memory, and takes longer to get it, than the few requests of a test are worth.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment[HookVariable] = typeof(StartupHook).Assembly.Location;
        return new ResidentProcess(start);
    }

    public void Run(ResidentCommand command, ResidentRequest request)
    {
        _command = command;
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        _process.StandardInput.Flush();
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose() => _process.Dispose();

    private void Take(string? line, bool isError)
    {
        if (line is null)
        {
            if (Interlocked.Increment(ref _closed) == 2)
                _command?.EndWithProcess();
            return;
        }

        var end = line.IndexOf(End, StringComparison.Ordinal);
        if (end != 0)
            _command?.Take(end > 0 ? line[..end] : line, isError);
        if (end >= 0)
            _command?.EndStream(int.Parse(line.AsSpan(end + End.Length), CultureInfo.InvariantCulture));
    }
}
