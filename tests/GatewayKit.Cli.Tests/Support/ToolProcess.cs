using System.Diagnostics;
using System.Globalization;

namespace GatewayKit.Cli.Tests.Support;

/// <summary>The built tool, running as a process of its own, for tests about the process. All others use <see cref="ResidentTool"/>.
/// </summary>
internal sealed class ToolProcess : IRunningTool
{
    private readonly Process _process;

    private ToolProcess(Process process) => _process = process;

    /// <summary>The path of the tool.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "GatewayKit.Cli.dll");

    public OutputLines Output { get; } = new();

    public OutputLines Errors { get; } = new();

    public static ToolProcess Start(string directory, params string[] arguments) => Start(directory, [], arguments);

    public static ToolProcess Start(string directory, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        var tool = StartUnread(directory, environment, arguments);
        tool.ReadErrors();
        return tool;
    }

    /// <summary>Starts a tool whose stderr nothing reads until <see cref="ReadErrors"/>.</summary>
    public static ToolProcess StartUnread(string directory, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
        => Start(directory, environment, "dotnet", [Assembly, .. arguments]);

    /// <summary>Starts a tool in a shell that has prepared its surroundings.</summary>
    /// <param name="directory">The working directory.</param>
    /// <param name="preparation">The shell's commands, such as <c>ulimit -n 500</c>.</param>
    /// <param name="arguments">The tool's arguments.</param>
    public static ToolProcess StartInShell(string directory, string preparation, params string[] arguments)
    {
        var tool = Start(directory, [], "bash", ["-c", $"{preparation}; exec dotnet \"$0\" \"$@\"", Assembly, .. arguments]);
        tool.ReadErrors();
        return tool;
    }

    public void ReadErrors() => _process.BeginErrorReadLine();

    private static ToolProcess Start(
        string directory, IEnumerable<(string Name, string Value)> environment, string file, string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var tool = new ToolProcess(new Process { StartInfo = start });
        tool._process.OutputDataReceived += (_, line) => tool.Output.Add(line.Data);
        tool._process.ErrorDataReceived += (_, line) => tool.Errors.Add(line.Data);
        tool._process.Start();
        tool._process.BeginOutputReadLine();
        return tool;
    }

    public Task<Uri> ListeningAsync() => Output.ListeningAsync();

    /// <summary>Runs a command to its end.</summary>
    public static async Task<ToolResult> RunAsync(string directory, params string[] arguments)
    {
        await using var tool = Start(directory, arguments);
        return await tool.EndAsync();
    }

    /// <summary>Limits the size of every file that it writes from now on; the signal XFSZ must be ignored.</summary>
    /// <param name="size">Such as <c>0</c>, or <c>unlimited</c>.</param>
    public async Task LimitFilesAsync(string size)
    {
        using var limit = Process.Start("prlimit", [$"--fsize={size}:", "--pid", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await limit.WaitForExitAsync().WaitAsync(Bound.Time);
        Xunit.Assert.Equal(0, limit.ExitCode);
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Bound.Time);
    }

    /// <summary>Waits for the end of a tool whose stderr nothing reads.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Bound.Time);
        return _process.ExitCode;
    }

    public async Task<ToolResult> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Bound.Time);
        return new ToolResult(_process.ExitCode, await Output.AllAsync(), await Errors.AllAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Bound.Time);
        _process.Dispose();
    }
}
