using System.Diagnostics;
using System.Text.Json;

namespace GatewayKit.Cli.Tests.Support;

/// <summary>The built tool in a process that runs one command after the other, for tests that only look at what a command reads and
/// writes. A process for each command would compile the tool again, which takes longer than the command.</summary>
internal static class ResidentTool
{
    private static readonly SemaphoreSlim s_turn = new(1);
    private static readonly Lazy<Process> s_process = new(() => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(ResidentTool).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="directory">The working directory.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static async Task<ToolResult> RunAsync(string directory, params string[] arguments)
    {
        Assert.True(await s_turn.WaitAsync(Bound.Time));
        try
        {
            await s_process.Value.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new ToolCommand(directory, arguments)));
            await s_process.Value.StandardInput.FlushAsync();
            var result = await s_process.Value.StandardOutput.ReadLineAsync().WaitAsync(Bound.Time);
            return JsonSerializer.Deserialize<ToolResult>(result ?? throw new InvalidOperationException("The process has ended."))!;
        }
        catch (TimeoutException)
        {
            // Its late result must not be taken for that of the next command.
            s_process.Value.Kill();
            throw;
        }
        finally
        {
            s_turn.Release();
        }
    }

    /// <summary>The child process. It ends with its stdin.</summary>
    private static async Task Main()
    {
        var results = Console.Out;
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var command = JsonSerializer.Deserialize<ToolCommand>(line)!;
            await using var output = new StringWriter();
            await using var errors = new StringWriter();
            Directory.SetCurrentDirectory(command.Directory);
            Console.SetOut(output);
            Console.SetError(errors);
            var exitCode = await Tool.RunAsync(command.Arguments);
            await results.WriteLineAsync(JsonSerializer.Serialize(new ToolResult(exitCode, Lines(output), Lines(errors))));
        }
    }

    private static string[] Lines(StringWriter writer)
        => writer.ToString() is { Length: > 0 } text ? (text.EndsWith('\n') ? text[..^1] : text).ReplaceLineEndings("\n").Split('\n') : [];
}
