using System.Diagnostics;
using System.Globalization;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Cli.Tests.Support;

/// <summary>A command of the built tool in a process that has run others before, from the tool's entry point to its exit code. A process
/// of its own, <see cref="ToolProcess"/>, compiles the tool again, which takes longer than the command.</summary>
internal sealed class ResidentTool : IRunningTool
{
    private static readonly ResidentProcesses s_processes = new(ToolProcess.Assembly);

    private readonly ResidentCommand _command;

    private ResidentTool(string directory, IEnumerable<(string Name, string Value)> environment, string[] arguments)
        => _command = s_processes.Start(
            new ResidentRequest(directory, environment.ToDictionary(v => v.Name, v => v.Value), arguments), Output.Add, Errors.Add);

    public OutputLines Output { get; } = new();

    public OutputLines Errors { get; } = new();

    /// <summary>Starts a command.</summary>
    /// <param name="directory">The working directory.</param>
    /// <param name="environment">Variables in addition to those of the tests. Not those that .NET or a native library reads when a process
    /// starts, such as <c>DOTNET_*</c>, <c>http_proxy</c> or <c>SSL_CERT_FILE</c>.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static ResidentTool Start(
        string directory, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
        => new(directory, environment, arguments);

    public static ResidentTool Start(string directory, params string[] arguments) => new(directory, [], arguments);

    /// <summary>Runs a command to its end.</summary>
    public static Task<ToolResult> RunAsync(string directory, params string[] arguments) => RunAsync(directory, [], arguments);

    public static async Task<ToolResult> RunAsync(
        string directory, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        await using var tool = Start(directory, environment, arguments);
        return await tool.EndAsync();
    }

    public Task<Uri> ListeningAsync() => Output.ListeningAsync();

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _command.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Bound.Time);
    }

    public async Task<ToolResult> EndAsync()
    {
        var exitCode = await _command.EndAsync().WaitAsync(Bound.Time);
        return new ToolResult(exitCode, await Output.AllAsync(), await Errors.AllAsync());
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
